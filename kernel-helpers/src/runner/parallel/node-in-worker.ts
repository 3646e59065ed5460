import { TracksideError } from "../../errors";
import { isParameterName, type PipelineNode } from "../../pipeline";
import { packTable, unpackTable } from "../../table";
import type { DatasetUses } from "../dataset-uses";
import type { NodeRun, NodeRunDone } from "../hooks";
import { describeRun, type NodeRunContext } from "../node-execution";
import { inputError, loadInput, type RunSources } from "../run-sources";
import { unpackError } from "./carried-error";
import { inspectData } from "./carried-data";
import { eachOf } from "./each-of";
import { isOnlyHere } from "./memory-datasets";
import type { MemoryHolders } from "./memory-holders";
import type { DoneMessage, GoAhead, LoadedMessage, NodeTask, OutcomeMessage, PluginData } from "./messages";
import type { PluginLink } from "./plugin-link";
import { addressOf } from "./project-nodes";
import type { FindAnswer } from "./question";
import type { Answers, WorkerPool } from "./worker-pool";

/** What a node in a worker needs of its run. */
export interface WorkerRunContext extends NodeRunContext {
  readonly root: string;
  readonly pool: WorkerPool;
  readonly plugins: PluginLink;
  readonly holders: MemoryHolders;
  /** Where data in memory is released: the last node that takes it then gets its memory. */
  readonly uses: DatasetUses | undefined;
}

/** Runs a node once, in a worker, and tells the hooks. */
export async function tryInWorker(
  of: PipelineNode,
  attempt: number,
  isLast: boolean,
  context: WorkerRunContext,
): Promise<NodeRunDone> {
  const { hooks, signal, plugins } = context;
  const start = performance.now();
  let run = describeRun(of, attempt, context, new Map());
  let moved: ReadonlySet<string> = new Set();
  const onLoaded = async ({ inputs }: LoadedMessage): Promise<GoAhead> => {
    run = { ...run, inputs };
    const changed = await hooks.beforeNodeRun(run);
    Object.entries(changed).forEach(([name, value]) => inspectData(value, { node: of.name, what: "input", name }));
    return { type: "go", inputs: eachOf(new Map(Object.entries(changed)), packTable), plugins: plugins.send(of) };
  };
  try {
    const collected = await collectMemory(of, isLast, context);
    const known = await knownHere(of, collected, context);
    run = { ...describeRun(of, attempt, context, known), startTime: run.startTime };
    const task = taskOf(of, attempt, collected, context);
    moved = collected.moved;
    const outcome = await runAndSettle(of, task, collected.buffers, context, onLoaded);
    if (outcome.type === "failed") {
      throw unpackError(outcome.error);
    }
    const done = await takeOutputs(run, outcome, performance.now() - start, context);
    await hooks.call("afterNodeRun", done);
    return done;
  } catch (thrown) {
    // That its thread was ended is how it was interrupted, and tells nothing more.
    const error = signal.aborted ? new TracksideError("interrupted", { code: "pipeline.interrupted" }) : thrown;
    // Their memory is gone with the worker's attempt, and what is left would be found empty.
    moved.forEach((name) => context.sources.catalog.release(name));
    const durationMs = performance.now() - start;
    await hooks.report("onNodeError", { ...run, durationMs, error, willRetry: !isLast && !signal.aborted });
    throw error;
  }
}

/** Lets the plugins here know what came of the node, before any hook is told. */
async function runAndSettle(
  of: PipelineNode,
  task: NodeTask,
  buffers: readonly ArrayBuffer[],
  { pool, plugins }: WorkerRunContext,
  onLoaded: Answers["onLoaded"],
): Promise<OutcomeMessage> {
  let replied: PluginData = {};
  try {
    const onQuestion: FindAnswer = (module, question) => plugins.answer(module, question, of);
    const outcome = await pool.run(task, buffers, { onLoaded, onQuestion });
    replied = outcome.plugins;
    return outcome;
  } finally {
    plugins.settle(replied, of);
  }
}

interface CollectedMemory {
  readonly data: ReadonlyMap<string, unknown>;
  /** What is handed over. */
  readonly buffers: readonly ArrayBuffer[];
  /** Datasets whose memory this thread then no longer has. */
  readonly moved: ReadonlySet<string>;
}

/** Collects the inputs that are in this thread's memory; a worker reads the others by itself. */
async function collectMemory(
  of: PipelineNode,
  isLast: boolean,
  { sources, holders, uses }: WorkerRunContext,
): Promise<CollectedMemory> {
  const data = new Map<string, unknown>();
  const memory = new Map<string, readonly ArrayBuffer[]>();
  for (const name of of.inputs.filter((each) => isHere(sources, each))) {
    const value = await loadInput(sources, name).catch((error: unknown) => {
      throw inputError(of.name, name, error);
    });
    data.set(name, value);
    memory.set(name, holders.memoryOf(value) ?? [...inspectData(value, { node: of.name, what: "input", name })]);
  }
  // A node that may be tried again needs its inputs then.
  const spent = new Set(isLast ? uses?.neededOnlyBy(of) : []);
  const buffers = holders.heldOnlyBy(spent, new Set([...memory.values()].flat()));
  const moved = [...memory].filter(([, held]) => held.some((each) => buffers.includes(each))).map(([name]) => name);
  return { data, buffers, moved: new Set(moved) };
}

function isHere(sources: RunSources, name: string): boolean {
  return isParameterName(name) ? sources.made.has(name) : sources.given.has(name) || isOnlyHere(sources.catalog, name);
}

/** What hooks in this thread can be shown: parameters, and data in memory that stays here. */
async function knownHere(
  of: PipelineNode,
  { data, moved }: CollectedMemory,
  { sources }: WorkerRunContext,
): Promise<Map<string, unknown>> {
  const known = new Map<string, unknown>();
  for (const name of of.inputs) {
    if (isParameterName(name) && !data.has(name)) {
      known.set(name, await loadInput(sources, name));
    } else if (data.has(name) && !moved.has(name)) {
      known.set(name, data.get(name));
    }
  }
  return known;
}

function taskOf(
  of: PipelineNode,
  attempt: number,
  { data }: CollectedMemory,
  { root, runId, plugins }: WorkerRunContext,
): NodeTask {
  const address = addressOf(of, root);
  if (!address) {
    throw new Error(`node "${of.name}" is not of the project`);
  }
  return { runId, ...address, attempt, data: eachOf(data, packTable), plugins: plugins.send(of) };
}

/** Keeps the outputs that no file holds; the worker has saved the others. */
async function takeOutputs(
  run: NodeRun,
  { data: packed, memory, outputs, metrics }: DoneMessage,
  durationMs: number,
  { sources, holders }: WorkerRunContext,
): Promise<NodeRunDone> {
  const data = eachOf(packed, unpackTable);
  for (const [name, value] of data) {
    holders.hold(name, value, memory.get(name) ?? []);
    await sources.catalog.save(name, value);
  }
  return { ...run, durationMs, outputs, outputData: data, metrics };
}
