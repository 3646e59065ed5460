import type { Catalog } from "../catalog";
import type { ConfigLoader, ConfigMap } from "../config";
import type { DatasetView, MetricValue } from "../messages";
import type { Pipeline, PipelineNode, Selection } from "../pipeline";

/** A project as a process has it open. */
export interface ProjectContext {
  /** Absolute path. */
  readonly projectPath: string;
  /** The folder of `conf/` over `conf/base`. */
  readonly environment: string;
  readonly config: ConfigLoader;
}

/** What a catalog was made from. */
export interface CatalogCreated {
  readonly catalog: Catalog;
  readonly projectPath: string;
  readonly parameters: ConfigMap;
  /** Versions to load, by dataset; the newest of the others. */
  readonly loadVersions: Readonly<Record<string, string>>;
}

/** What a run was asked for, in Kedro's words. */
export interface RunParams {
  readonly runId: string;
  readonly projectPath: string;
  readonly environment: string;
  /** Undefined for nodes and pipelines that a cell made. */
  readonly pipelineName: string | undefined;
  readonly runner: string;
  /** Conditions by which nodes were selected, those that were given. */
  readonly selection: Selection;
  readonly runtimeParams: Readonly<Record<string, unknown>>;
  readonly loadVersions: Readonly<Record<string, string>>;
}

/** One call of `run`. */
export interface PipelineRun {
  readonly runId: string;
  readonly runParams: RunParams;
  /** The nodes that run. */
  readonly pipeline: Pipeline;
  readonly catalog: Catalog;
  /** In the order in which they will run. */
  readonly nodeNames: readonly string[];
  /** The project's parameters that the nodes take, with the run's own values, by their names without `params:`. */
  readonly params: Readonly<Record<string, unknown>>;
  /** Milliseconds since the epoch. */
  readonly startTime: number;
}

export interface PipelineRunDone extends PipelineRun {
  readonly durationMs: number;
  /** Data of the outputs that no other node of the run took, by dataset name. */
  readonly outputs: Readonly<Record<string, unknown>>;
}

export interface PipelineRunFailed extends PipelineRun {
  readonly durationMs: number;
  readonly error: unknown;
}

/** A node about to run, running or done. */
export interface NodeRun {
  /** The {@link PipelineRun} that it belongs to. */
  readonly runId: string;
  readonly name: string;
  readonly node: PipelineNode;
  readonly catalog: Catalog;
  /** 1, and one more for each time that it was tried again. */
  readonly attempt: number;
  /** Milliseconds since the epoch. */
  readonly startTime: number;
  /** Names in the order the function takes them, `params:` inputs included. */
  readonly inputs: readonly DatasetView[];
  /** What the function is given, by name. */
  readonly inputData: ReadonlyMap<string, unknown>;
  /** Values of the `params:` inputs by dotted key, unflattened (`{"train.depth": 8}` or `{"train": {...}}`). */
  readonly params: Readonly<Record<string, unknown>>;
}

export interface NodeRunDone extends NodeRun {
  readonly durationMs: number;
  readonly outputs: readonly DatasetView[];
  /** What the function returned, by dataset. */
  readonly outputData: ReadonlyMap<string, unknown>;
  /** Numbers the node returned in a metrics output. */
  readonly metrics: Readonly<Record<string, MetricValue>>;
  /** It did not run: its outputs were taken from the cache, and `inputs` tell names and parameters only. */
  readonly cached?: true;
}

export interface NodeRunFailed extends NodeRun {
  readonly durationMs: number;
  /** What the node threw, or what kept its inputs from being read or its outputs from being saved. */
  readonly error: unknown;
  /** Whether it is tried once more. */
  readonly willRetry: boolean;
}

/** A dataset of a node on its way in or out. */
export interface DatasetEvent {
  readonly runId: string;
  readonly name: string;
  readonly node: PipelineNode;
}

export interface DatasetDataEvent extends DatasetEvent {
  readonly data: unknown;
}

type Reply<Value = void> = Value | Promise<Value>;

/**
 * How a plugin goes along into the worker threads of the parallel runner, as tracking does. What it sends has to be plain
 * data. A worker runs one node at a time.
 */
export interface WorkerPart {
  /** Absolute path of the module that registers the plugin; each worker loads it before the project. */
  readonly module: string;
  /** In the main thread: what the plugin in the worker is to know. Before the inputs are loaded, and after `beforeNodeRun`. */
  send(node: PipelineNode): unknown;
  /**
   * In the worker: takes what was sent.
   *
   * @param ask - Has `answer` called in the main thread and waits for what it returns; undefined when the node is over.
   */
  receive(sent: unknown, ask: (question: unknown) => unknown): void;
  /** In the main thread, while the worker waits. */
  answer?(question: unknown, node: PipelineNode): unknown;
  /** In the worker, when the node is done or has failed: what the main thread is to know. */
  reply(hasFailed: boolean): unknown;
  /** In the main thread: takes the reply; undefined from a worker that died. */
  settle(replied: unknown, node: PipelineNode): void;
}

/**
 * What may join the execution of pipelines: Kedro's twelve hooks, under their names, and two of ours at the end. Tracking
 * is one such plugin. A project names its own in `settings.ts`, where packages may be imported, too.
 *
 * Hooks may be async and are waited for. They are called plugin by plugin: by `order`, and of the same order as they were
 * registered, those of `settings.ts` last. What a hook throws fails the node or run that it was called for, except after
 * something failed: then it is reported on stderr, so that it does not hide the failure.
 *
 * With the parallel runner, the hooks of runs and nodes are called in the main thread, whose `inputData` and `outputData`
 * hold parameters and what is in memory; those of datasets in the worker that loads or saves, where only the plugins of
 * `settings.ts` are, and those that have a {@link WorkerPart}. Each worker opens the project for itself, and tells its
 * plugins so by `afterContextCreated`.
 *
 * @see kedro/framework/hooks/specs.py
 */
export interface PipelineHooks {
  /** Smaller comes first. @default 0 */
  readonly order?: number;

  /** A process opened the project: its configuration can be read. Once, before the first run. */
  afterContextCreated?(context: ProjectContext): Reply;
  /** A run has its catalog: datasets may be looked at, or data put into memory. */
  afterCatalogCreated?(created: CatalogCreated): Reply;
  /** The nodes are selected and their inputs are there. */
  beforePipelineRun?(run: PipelineRun): Reply;
  /** All nodes are done. */
  afterPipelineRun?(run: PipelineRunDone): Reply;
  /** A node failed, or a hook: no further node starts. */
  onPipelineError?(run: PipelineRunFailed): Reply;
  /** The inputs are loaded; the function has not been called. An object that is returned replaces inputs by their names. */
  beforeNodeRun?(run: NodeRun): unknown;
  /** The outputs are saved. */
  afterNodeRun?(run: NodeRunDone): Reply;
  /** May come without `beforeNodeRun` when an input could not be loaded: `inputs` then hold names only. */
  onNodeError?(run: NodeRunFailed): Reply;
  beforeDatasetLoaded?(event: DatasetEvent): Reply;
  afterDatasetLoaded?(event: DatasetDataEvent): Reply;
  beforeDatasetSaved?(event: DatasetDataEvent): Reply;
  afterDatasetSaved?(event: DatasetDataEvent): Reply;

  /** Calls `next`, which runs all nodes, within whatever context the plugin needs. Not one of Kedro's. */
  aroundPipelineRun?<Result>(run: PipelineRun, next: () => Promise<Result>): Promise<Result>;
  /** Calls `next`, which runs the node, its hooks included. Not one of Kedro's. */
  aroundNodeRun?<Result>(node: PipelineNode, next: () => Promise<Result>): Promise<Result>;
  /** For worker threads. Not one of Kedro's. */
  readonly inWorkers?: WorkerPart;
  /** `params(key)` was called, in a cell or in a node's function. Not one of Kedro's; not waited for. */
  onParameterRead?(key: string, value: unknown): void;
}

const hooksSymbol = Symbol.for("trackside.hooks");

/** One list for all copies of this package in a process. */
function registry(): Set<PipelineHooks> {
  const host = globalThis as { [hooksSymbol]?: Set<PipelineHooks> };
  return (host[hooksSymbol] ??= new Set());
}

/** Adds hooks for all runs of this process; the returned function takes them away again. */
export function registerHooks(hooks: PipelineHooks): () => void {
  registry().add(hooks);
  return () => {
    registry().delete(hooks);
  };
}

/** The plugins of this process and those given, in the order in which they are called. */
export function hooksInOrder(more: readonly PipelineHooks[] = []): readonly PipelineHooks[] {
  return [...registry(), ...more].sort((one, other) => (one.order ?? 0) - (other.order ?? 0));
}
