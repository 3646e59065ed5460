import type { NodeView } from "../messages";
import { viewOfDone, viewOfFailed, viewOfRunning, type NodeRun, type NodeRunDone, type NodeRunFailed } from "../runner";
import { currentSession } from "./current-session";
import type { SecretMasking } from "./secret-masking";

/** Records nodes as they run: params, time, sizes and metrics. */
export const nodeTracking = {
  beforeNodeRun(run: NodeRun): void {
    const session = currentSession();
    session.current.together(() => {
      session.logParams(run.params);
      record(viewOfRunning(run));
    });
  },

  afterNodeRun(run: NodeRunDone): void {
    const { current } = currentSession();
    const node = `node/${nameForKey(run.name)}`;
    const step = current.nextExecutionOf(run.name);
    const points = Object.entries(run.metrics).map(([key, value]): [string, number] => [key, Number(value)]);
    points.push([`${node}/duration_seconds`, run.durationMs / 1000]);
    for (const { name, rows } of [...run.inputs, ...run.outputs]) {
      if (rows !== undefined) {
        points.push([`${node}/rows/${nameForKey(name)}`, rows]);
      }
    }
    const options = { step, timestamp: Date.now() };
    current.together(() => {
      current.metrics(points.map(([key, value]) => [key, value, options]));
      record(viewOfDone(run));
    });
  },

  onNodeError(run: NodeRunFailed): void {
    record(viewOfFailed(run));
  },

  onParameterRead(key: string, value: unknown): void {
    currentSession().logParams({ [key]: value });
  },
};

function record(node: NodeView): void {
  const { current, secrets } = currentSession();
  current.event({ type: "node", node: withoutSecrets(node, secrets), time: Date.now() });
}

/** Params as they were recorded when the node began. */
const maskedParams = new WeakMap<NodeView["params"], NodeView["params"]>();

/** What a node threw may well quote the address that it could not reach, or the settings that it was given. */
function withoutSecrets(node: NodeView, secrets: SecretMasking): NodeView {
  const where = `node "${node.name}"`;
  const params = maskedParams.get(node.params) ?? secrets.values(`param of ${where}`, node.params);
  maskedParams.set(node.params, params);
  return {
    ...node,
    params,
    ...(node.error !== undefined && { error: secrets.text(`the error of ${where}`, node.error) }),
  };
}

/** Names of nodes and datasets may hold what MLflow's keys may not. */
function nameForKey(name: string): string {
  return name.replace(/[^\w\-.: ]+/g, "_");
}
