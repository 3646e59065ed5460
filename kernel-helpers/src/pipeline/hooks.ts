import type { DatasetView, MetricValue } from "../messages";

/** One call of `run`. */
export interface PipelineRun {
  readonly runId: string;
  /** In the order in which they will run. */
  readonly nodeNames: readonly string[];
  /** Milliseconds since the epoch. */
  readonly startTime: number;
}

export interface PipelineRunDone extends PipelineRun {
  readonly status: "ok" | "error";
  readonly durationMs: number;
}

/** A node about to run, running or done, as hooks see it. */
export interface NodeRun {
  /** The {@link PipelineRun} that it belongs to. */
  readonly runId: string;
  readonly name: string;
  /** Milliseconds since the epoch. */
  readonly startTime: number;
  /** Names in the order the function takes them, `params:` inputs included. */
  readonly inputs: readonly DatasetView[];
  /** Values of the `params:` inputs by dotted key, unflattened (`{"train.depth": 8}` or `{"train": {...}}`). */
  readonly params: Readonly<Record<string, unknown>>;
}

export interface NodeRunDone extends NodeRun {
  readonly durationMs: number;
  readonly outputs: readonly DatasetView[];
  /** Numbers the node returned in a metrics output. */
  readonly metrics: Readonly<Record<string, MetricValue>>;
}

export interface NodeRunFailed extends NodeRun {
  readonly durationMs: number;
  /** What the node threw, or what kept its inputs from being read or its outputs from being saved. */
  readonly error: unknown;
}

/**
 * What may join a pipeline's execution; tracking is one such plugin. Named after Kedro's hook specifications.
 *
 * What `onRunStart`, `beforeNodeRun`, `afterNodeRun` and `onParameterRead` throw fails the run; the others only report.
 */
export interface PipelineHooks {
  onRunStart?(run: PipelineRun): void;
  /** The inputs are loaded; the function has not been called. */
  beforeNodeRun?(run: NodeRun): void;
  /** The outputs are saved. */
  afterNodeRun?(run: NodeRunDone): void;
  /** May come without `beforeNodeRun` when an input could not be loaded: `inputs` then hold names only. */
  onNodeError?(run: NodeRunFailed): void;
  onRunEnd?(run: PipelineRunDone): void;
  /** `params(key)` was called, in a cell or in a node's function. */
  onParameterRead?(key: string, value: unknown): void;
}

const hooksSymbol = Symbol.for("trackside.hooks");

/** One list for all copies of this package in a process. */
function registry(): Set<PipelineHooks> {
  const host = globalThis as { [hooksSymbol]?: Set<PipelineHooks> };
  return (host[hooksSymbol] ??= new Set());
}

/** Adds hooks, in order of registration; the returned function takes them away again. */
export function registerHooks(hooks: PipelineHooks): () => void {
  registry().add(hooks);
  return () => {
    registry().delete(hooks);
  };
}

export function registeredHooks(): readonly PipelineHooks[] {
  return [...registry()];
}

/** Calls one hook of every plugin; the first that throws ends it. */
export function callHooks(call: (hooks: PipelineHooks) => void): void {
  for (const hooks of registeredHooks()) {
    call(hooks);
  }
}

/** Calls one hook of every plugin after something failed: a plugin's own failure must not hide that one. */
export function callHooksSafely(call: (hooks: PipelineHooks) => void): void {
  for (const hooks of registeredHooks()) {
    try {
      call(hooks);
    } catch (error) {
      console.error("A pipeline hook failed:", error);
    }
  }
}
