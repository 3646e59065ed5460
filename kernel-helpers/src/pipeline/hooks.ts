import type { DatasetView, MetricValue } from "../messages";

/** A node about to run, running or done, as hooks see it. */
export interface NodeRun {
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
  readonly error: unknown;
}

/** What may join a pipeline's execution; tracking is one such plugin. Named after Kedro's hook specifications. */
export interface PipelineHooks {
  beforeNodeRun?(run: NodeRun): void;
  afterNodeRun?(run: NodeRunDone): void;
  onNodeError?(run: NodeRunFailed): void;
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
  return () => registry().delete(hooks);
}

export function registeredHooks(): readonly PipelineHooks[] {
  return [...registry()];
}
