import type { NodeRecord, RecordedNode } from "../journal";
import type { NodeView } from "../messages";
import {
  viewOfDone,
  viewOfFailed,
  viewOfRunning,
  type NodeRun,
  type NodeRunDone,
  type NodeRunFailed,
  type PipelineRun,
} from "../runner";
import { currentSession } from "./current-session";
import { makesDottedKeys } from "./flatten-params";
import type { RunRecorder } from "./run-recorder";

/** Records nodes as they run: params, time, sizes and metrics. */
export const nodeTracking = {
  /** Params that an earlier run took: one that has changed opens its attempt before the first node, so that it has them all. */
  beforePipelineRun({ params }: PipelineRun): void {
    const again = Object.entries(params).filter(([key]) => takenBefore.has(key));
    if (again.length > 0) {
      currentSession().logParams(Object.fromEntries(again));
    }
    Object.keys(params).forEach((key) => takenBefore.add(key));
  },

  beforeNodeRun(run: NodeRun): void {
    const session = currentSession();
    session.current.together(() => {
      const paramKeys = session.logParams(run.params);
      const view = viewOfRunning(run);
      const params = makesDottedKeys(session.config.params) ? { paramKeys } : { params: maskedParams(view) };
      record(Object.assign(toldOf(view), { inputs: view.inputs }, params));
    });
    const { current } = session;
    if (current.fault === null) {
      begun.set(run.params, current);
    }
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
    // The next node's beginning, or the end of the plan, follows at once.
    current.soon(() => {
      current.metrics(points, { step, timestamp: Date.now() });
      recordOutcome(run, viewOfDone(run));
    });
  },

  /** @param traceback - path of the artifact that has it. */
  onNodeError(run: NodeRunFailed, traceback?: string): void {
    recordOutcome(run, viewOfFailed(run), traceback);
  },

  onParameterRead(key: string, value: unknown): void {
    currentSession().logParams({ [key]: value });
  },
};

/** Names of parameters that the nodes of a run took. */
const takenBefore = new Set<string>();

/**
 * The runs whose journals have the beginning of a node, with its inputs and params. By its params, which are the same
 * object for all hooks of one attempt at it.
 */
const begun = new WeakMap<NodeRun["params"], RunRecorder>();

/** Records what became of a node; in full where its beginning went to another run, is lost, or was never told. */
function recordOutcome({ params }: NodeRun, view: NodeView, traceback?: string): void {
  const isBegun = begun.get(params) === currentSession().current;
  record(isBegun ? toldOf(view) : { ...toldOf(view), inputs: view.inputs, params: maskedParams(view) }, traceback);
}

function record(node: RecordedNode, traceback?: string): void {
  const { current, cell } = currentSession();
  const event: Mutable<NodeRecord> = { type: "node", node, time: Date.now() };
  if (cell) {
    event.cell = cell;
  }
  if (traceback !== undefined) {
    event.traceback = traceback;
  }
  current.event(event);
}

/** Objects made by assignment: spreads take ten times as long, which thousands of nodes would feel. */
type Mutable<Type> = { -readonly [Key in keyof Type]: Type[Key] };

/** What is told of a node but its inputs and params. What it threw may well quote the address that it could not reach. */
function toldOf({ name, status, startTime, outputs, metrics, durationMs, error, digests, cached }: NodeView) {
  const told: Mutable<RecordedNode> = { name, status, startTime, outputs, metrics };
  if (durationMs !== undefined) {
    told.durationMs = durationMs;
  }
  if (error !== undefined) {
    told.error = currentSession().secrets.text(`the error of node "${name}"`, error);
  }
  if (digests) {
    told.digests = digests;
  }
  if (cached) {
    told.cached = cached;
  }
  return told;
}

function maskedParams({ name, params }: NodeView): NodeView["params"] {
  return currentSession().secrets.values(`param of node "${name}"`, params);
}

/** Names of nodes and datasets may hold what MLflow's keys may not. */
function nameForKey(name: string): string {
  return name.replace(/[^\w\-.: ]+/g, "_");
}
