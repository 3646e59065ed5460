import type { EndRecord } from "../journal";
import type { PipelineNode } from "../pipeline";
import { registerHooks, type NodeRunFailed, type PipelineHooks, type PipelineRun } from "../runner";
import { currentSession } from "./current-session";
import { logRestoredArtifacts, registerMlflowDatasets } from "./datasets";
import { nodeTracking } from "./node-tracking";
import { planTracking } from "./plan-tracking";
import { disableTrackingInWorker, here, isTrackingDisabled, type NestedRun } from "./pipeline-scope";
import type { RunRecorder } from "./run-recorder";
import { workerTracking } from "./worker-tracking";

/**
 * Records calls of `run`: in the run that is current, or in runs of their own, down to the level that `tracking.nested` of
 * mlflow.yml has. Joined by hooks, as any plugin would be.
 */
const pipelineTracking: PipelineHooks = {
  aroundPipelineRun(started, next) {
    const { config, isPipelineRun } = currentSession();
    const { pipelineName } = started.runParams;
    if (pipelineName !== undefined && config.disabledPipelines.includes(pipelineName)) {
      return here.run("disabled", next);
    }
    if (config.nested === undefined) {
      tagRun(started);
      return next();
    }
    return isPipelineRun ? withinOwn(started, config.nested, next) : withinChild(started, config.nested, next);
  },

  aroundNodeRun(node, next) {
    const nested = here.getStore();
    return nested && nested !== "disabled" ? withinNode(node, nested, next) : next();
  },

  beforePipelineRun: (run) =>
    unlessDisabled(() => {
      if (here.getStore() === undefined) {
        nodeTracking.beforePipelineRun(run);
      }
      planTracking.begin(run, nodesWithin(run));
    }),
  afterPipelineRun: (run) => unlessDisabled(() => planTracking.end(run)),
  onPipelineError: (run) => unlessDisabled(() => planTracking.end(run)),

  beforeNodeRun: (run) =>
    unlessDisabled(() => {
      nodeTracking.beforeNodeRun(run);
      planTracking.started(run);
    }),
  afterNodeRun(run) {
    if (isTrackingDisabled()) {
      return undefined;
    }
    planTracking.started(run);
    nodeTracking.afterNodeRun(run);
    // What is at hand is not waited for: each await costs a turn.
    return run.cached === true ? logRestoredArtifacts(run) : undefined;
  },
  onNodeError: (run) =>
    unlessDisabled(() => {
      nodeTracking.onNodeError(run, run.willRetry ? undefined : recordTraceback(run));
      planTracking.started(run);
    }),
  onParameterRead: (key, value) => unlessDisabled(() => nodeTracking.onParameterRead(key, value)),
  inWorkers: workerTracking(isTrackingDisabled, disableTrackingInWorker),
};

function unlessDisabled(record: () => void): void {
  if (!isTrackingDisabled()) {
    record();
  }
}

/** The nodes that are recorded in the run of the call itself; the others are in children of it. */
function nodesWithin({ pipeline }: PipelineRun): readonly PipelineNode[] {
  const nested = here.getStore();
  const level = nested && nested !== "disabled" ? nested.level : "pipeline";
  return level === "pipeline"
    ? pipeline.nodes
    : pipeline.nodes.filter(({ namespace }) => level === "namespace" && namespace === undefined);
}

function tagsOf({ runParams }: PipelineRun): Record<string, string> {
  const { pipelineName, environment } = runParams;
  return {
    "trackside.environment": environment,
    ...(pipelineName === undefined ? {} : { "trackside.pipeline": pipelineName }),
  };
}

/** The session's run tells of the pipeline that ran last. */
function tagRun(started: PipelineRun): void {
  const { current } = currentSession();
  for (const [key, value] of Object.entries(tagsOf(started))) {
    current.tagOnce(key, value);
  }
}

function withinOwn<Result>(
  started: PipelineRun,
  level: NestedRun["level"],
  next: () => Promise<Result>,
): Promise<Result> {
  tagRun(started);
  return withNamespaces({ level, run: currentSession().current, namespaces: new Map(), failed: new Set() }, next);
}

async function withinChild<Result>(
  started: PipelineRun,
  level: NestedRun["level"],
  next: () => Promise<Result>,
): Promise<Result> {
  const name = started.runParams.pipelineName ?? (started.nodeNames.length === 1 ? started.nodeNames[0] : "pipeline");
  return inChild(name ?? "pipeline", tagsOf(started), (run) =>
    withNamespaces({ level, run, namespaces: new Map(), failed: new Set() }, next),
  );
}

/** Ends the namespaces' runs when all nodes are done: before that, another of its nodes may come. */
async function withNamespaces<Result>(nested: NestedRun, next: () => Promise<Result>): Promise<Result> {
  try {
    return await here.run(nested, next);
  } finally {
    for (const [namespace, run] of nested.namespaces) {
      currentSession().endOne(run, nested.failed.has(namespace) ? "FAILED" : "FINISHED");
    }
  }
}

function withinNode<Result>(node: PipelineNode, nested: NestedRun, next: () => Promise<Result>): Promise<Result> {
  const session = currentSession();
  const { namespace } = node;
  const parent = nested.level === "pipeline" || namespace === undefined ? nested.run : namespaceRun(namespace, nested);
  const work = nested.level === "node" ? () => inChild(node.name, tagsOfNode(node), next) : next;
  return session.within(parent, async () => {
    try {
      return await work();
    } catch (error) {
      nested.failed.add(namespace ?? "");
      throw error;
    }
  });
}

function namespaceRun(namespace: string, nested: NestedRun): RunRecorder {
  let run = nested.namespaces.get(namespace);
  if (!run) {
    const session = currentSession();
    run = session.within(nested.run, () => session.openChild(namespace, { "trackside.namespace": namespace }));
    nested.namespaces.set(namespace, run);
  }
  return run;
}

function tagsOfNode({ name, namespace, tags }: PipelineNode): Record<string, string> {
  return {
    "trackside.node": name,
    ...(namespace === undefined ? {} : { "trackside.namespace": namespace }),
    ...(tags.length === 0 ? {} : { "trackside.node_tags": tags.join(", ") }),
  };
}

async function inChild<Result>(
  name: string,
  tags: Readonly<Record<string, string>>,
  work: (run: RunRecorder) => Promise<Result>,
): Promise<Result> {
  const session = currentSession();
  const run = session.openChild(name, tags);
  let status: EndRecord["status"] = "FAILED";
  try {
    const result = await session.within(run, () => work(run));
    status = "FINISHED";
    return result;
  } finally {
    session.endOne(run, status);
  }
}

/** What a person needs who sees the failed run later, on another machine. @returns the artifact's path. */
function recordTraceback({ name, attempt, error }: NodeRunFailed): string {
  const { current, secrets } = currentSession();
  const text = secrets.text(`the traceback of node "${name}"`, stackOf(error));
  const path = `tracebacks/${name.replace(/[^\w.-]+/g, "_")}-${Date.now()}-${attempt}.txt`;
  current.content(`${text}\n`, path);
  return path;
}

function stackOf(error: unknown): string {
  if (!(error instanceof Error)) {
    return String(error);
  }
  const own = error.stack ?? String(error);
  return error.cause === undefined ? own : `${own}\n\nCaused by: ${stackOf(error.cause)}`;
}

const registeredSymbol = Symbol.for("trackside.pipeline-tracking");

/**
 * Joins tracking to the pipelines of this process, once for all copies of this package; and gives the catalogs of this copy
 * the datasets that MLflow keeps.
 */
export function trackPipelines(): void {
  registerMlflowDatasets();
  const host = globalThis as { [registeredSymbol]?: true };
  if (!host[registeredSymbol]) {
    host[registeredSymbol] = true;
    registerHooks(pipelineTracking);
  }
}
