import { setTimeout as wait } from "node:timers/promises";
import { describeData } from "../catalog";
import { TracksideError } from "../errors";
import type { DatasetView } from "../messages";
import { currentFunction, definitionOf, isParameterName, type DatasetNames, type PipelineNode } from "../pipeline";
import type { HookRelay } from "./hook-relay";
import type { NodeRun, NodeRunDone } from "./hooks";
import { callInterruptibly } from "./interrupt";
import { digestInputs, fingerprintOf, withDigests } from "./lineage";
import { NodeCache } from "./node-cache";
import { metricsOf, nameOutputs } from "./node-outputs";
import {
  byParameterName,
  inputError,
  isProjectParameter,
  loadInput,
  parameterInput,
  type RunSources,
} from "./run-sources";

/** What a node needs of the run that it belongs to. */
export interface NodeRunContext {
  readonly runId: string;
  readonly sources: RunSources;
  readonly hooks: HookRelay;
  readonly signal: AbortSignal;
}

/** How often a node may be tried. */
interface Retries {
  readonly retries: number;
  readonly retryDelay: number;
}

/** One attempt at a node, in this thread or in another. */
export type NodeAttempt<Context extends NodeRunContext = NodeRunContext> = (
  of: PipelineNode,
  attempt: number,
  isLast: boolean,
  context: Context,
) => Promise<NodeRunDone>;

/**
 * Runs one node until it is done or may not be tried again; one that may be cached only when nothing is kept of it.
 *
 * @param tryOnce - Runs it once, and tells the hooks of it.
 * @throws TracksideError naming the node, with what its function threw as cause.
 */
export async function executeNode<Context extends NodeRunContext & { readonly root: string }>(
  of: PipelineNode,
  retries: Retries,
  context: Context,
  tryOnce: NodeAttempt<Context> = tryNode,
): Promise<NodeRunDone> {
  const { root, runId, sources } = context;
  const digests = await digestInputs(root, of, sources);
  return withDigests(root, runId, of, digests, async () => {
    const key = definitionOf(of).execution.cache ? fingerprintOf(digests) : null;
    if (key === null) {
      return tryRepeatedly(of, retries, context, tryOnce);
    }
    const cache = new NodeCache(root, of, key);
    const kept = await cache.restore(sources.catalog);
    if (kept) {
      return tellRestored(of, kept, context);
    }
    const done = await tryRepeatedly(of, retries, context, tryOnce);
    await cache.keep(of, done.outputData, sources.catalog);
    return done;
  });
}

async function tryRepeatedly<Context extends NodeRunContext>(
  of: PipelineNode,
  retries: Retries,
  context: Context,
  tryOnce: NodeAttempt<Context>,
): Promise<NodeRunDone> {
  for (let attempt = 1; ; attempt++) {
    const isLast = attempt > retries.retries;
    try {
      return await context.hooks.aroundNodeRun(of, () => tryOnce(of, attempt, isLast, context));
    } catch (error) {
      if (isLast || context.signal.aborted) {
        throw nodeError(of, error);
      }
      await wait(retries.retryDelay * 1000, undefined, { signal: context.signal }).catch(() => undefined);
    }
  }
}

/** Tells of a node that need not run, for its outputs are in the cache. */
async function tellRestored(
  of: PipelineNode,
  kept: ReadonlyMap<string, unknown>,
  context: NodeRunContext,
): Promise<NodeRunDone> {
  const { catalog } = context.sources;
  const start = performance.now();
  for (const [name, data] of kept) {
    await catalog.save(name, data);
  }
  const outputData = new Map<string, unknown>();
  for (const name of of.outputs) {
    outputData.set(name, kept.has(name) ? kept.get(name) : await catalog.load(name));
  }
  const run = describeRun(of, 1, context, await loadParams(of, context));
  const done: NodeRunDone = { ...describeDone(run, outputData, start), cached: true };
  await context.hooks.call("afterNodeRun", done);
  return done;
}

/** Of a node that does not run, the parameters alone: they are what a run is compared by. */
async function loadParams(of: PipelineNode, { sources }: NodeRunContext): Promise<Map<string, unknown>> {
  const names = of.inputs.filter((name) => isParameterName(name) && !sources.made.has(name));
  return new Map(await Promise.all(names.map(async (name) => [name, await loadInput(sources, name)] as const)));
}

function describeDone(run: NodeRun, outputData: ReadonlyMap<string, unknown>, start: number): NodeRunDone {
  const durationMs = performance.now() - start;
  const outputs = Array.from(outputData, ([name, value]) => ({ name, ...describeData(value) }));
  const metrics = metricsOf(outputData, run.catalog);
  // To spread an object of so many members takes thirty times as long, for each of thousands of nodes.
  return Object.assign({ durationMs, outputs, outputData, metrics }, run);
}

/** Loads the inputs, calls the function, saves the outputs, and tells the hooks. */
export async function tryNode(
  of: PipelineNode,
  attempt: number,
  isLast: boolean,
  context: NodeRunContext,
): Promise<NodeRunDone> {
  const { hooks, signal } = context;
  const start = performance.now();
  const startTime = Date.now();
  let run: NodeRun | undefined;
  try {
    const inputData = await loadInputs(of, context);
    run = describeRun(of, attempt, context, inputData, startTime);
    replaceInputs(of, inputData, await hooks.beforeNodeRun(run));
    const outputData = nameOutputs(of, await callFunction(of, inputData, signal));
    await saveOutputs(of, outputData, context);
    const done = describeDone(run, outputData, start);
    await hooks.call("afterNodeRun", done);
    return done;
  } catch (error) {
    const durationMs = performance.now() - start;
    run ??= describeRun(of, attempt, context, new Map(), startTime);
    await hooks.report("onNodeError", { ...run, durationMs, error, willRetry: !isLast && !signal.aborted });
    throw error;
  }
}

async function loadInputs(of: PipelineNode, context: NodeRunContext): Promise<Map<string, unknown>> {
  const { sources } = context;
  const inputs = new Map<string, unknown>();
  for (const name of of.inputs) {
    try {
      // What is at hand is not waited for: each await costs a turn, and nodes have many.
      const isAtHand = isProjectParameter(sources, name);
      inputs.set(name, isAtHand ? parameterInput(sources, name) : await loadInputWithHooks(of, name, context));
    } catch (error) {
      throw inputError(of.name, name, error);
    }
  }
  return inputs;
}

async function loadInputWithHooks(of: PipelineNode, name: string, context: NodeRunContext): Promise<unknown> {
  const { hooks, sources, runId } = context;
  if (isParameterName(name)) {
    return loadInput(sources, name);
  }
  const event = { runId, name, node: of };
  if (hooks.has("beforeDatasetLoaded")) {
    await hooks.call("beforeDatasetLoaded", event);
  }
  const data = await loadInput(sources, name);
  if (hooks.has("afterDatasetLoaded")) {
    await hooks.call("afterDatasetLoaded", { ...event, data });
  }
  return data;
}

/** What hooks are told of an attempt, as far as the inputs are known. */
export function describeRun(
  of: PipelineNode,
  attempt: number,
  { runId, sources }: NodeRunContext,
  inputData: ReadonlyMap<string, unknown>,
  startTime = Date.now(),
): NodeRun {
  const params = byParameterName(inputData);
  const inputs = of.inputs.map((name): DatasetView =>
    inputData.has(name) ? { name, ...describeData(inputData.get(name)) } : { name, kind: "unknown" },
  );
  const { catalog } = sources;
  return { runId, name: of.name, node: of, catalog, attempt, startTime, inputs, inputData, params };
}

function replaceInputs(
  of: PipelineNode,
  inputData: Map<string, unknown>,
  changed: Readonly<Record<string, unknown>>,
): void {
  for (const [name, value] of Object.entries(changed)) {
    if (!inputData.has(name)) {
      throw new TracksideError(
        `node "${of.name}": a beforeNodeRun hook gives "${name}", which the node does not take`,
        {
          code: "pipeline.hook-input",
          hint: `It takes ${of.inputs.join(", ") || "nothing"}.`,
        },
      );
    }
    inputData.set(name, value);
  }
}

async function callFunction(
  of: PipelineNode,
  inputs: ReadonlyMap<string, unknown>,
  signal: AbortSignal,
): Promise<unknown> {
  const definition = definitionOf(of);
  const func = currentFunction(definition.func, definition.binding) as (...values: readonly unknown[]) => unknown;
  // awaited here, see callInterruptibly
  return await callInterruptibly(() => func(...toArguments(definition.inputs, inputs)), signal);
}

function toArguments(names: DatasetNames, inputs: ReadonlyMap<string, unknown>): readonly unknown[] {
  switch (names.form) {
    case "none":
      return [];
    case "one":
      return [inputs.get(names.name)];
    case "list":
      return names.names.map((name) => inputs.get(name));
    case "properties":
      return [Object.fromEntries([...names.names].map(([property, name]) => [property, inputs.get(name)]))];
  }
}

async function saveOutputs(
  of: PipelineNode,
  outputs: ReadonlyMap<string, unknown>,
  { hooks, sources, runId }: NodeRunContext,
): Promise<void> {
  for (const [name, data] of outputs) {
    const event = { runId, name, node: of, data };
    if (hooks.has("beforeDatasetSaved")) {
      await hooks.call("beforeDatasetSaved", event);
    }
    try {
      await sources.catalog.save(name, data);
    } catch (cause) {
      if (!TracksideError.is(cause)) {
        throw cause;
      }
      throw new TracksideError(`node "${of.name}", output: ${cause.message}`, { code: cause.code, cause: cause.cause });
    }
    if (hooks.has("afterDatasetSaved")) {
      await hooks.call("afterDatasetSaved", event);
    }
  }
}

/** What Trackside itself reports names the node already; what the function threw does not. */
function nodeError(of: PipelineNode, error: unknown): TracksideError {
  if (TracksideError.is(error) && error.message.startsWith(`node "${of.name}"`)) {
    return error;
  }
  if (TracksideError.is(error) && error.code === "pipeline.interrupted") {
    return new TracksideError(`node "${of.name}" was interrupted`, { code: error.code, cause: error });
  }
  const shown = error instanceof Error ? `${error.name}: ${error.message}` : String(error);
  return new TracksideError(`node "${of.name}" failed: ${shown}`, { code: "pipeline.node-failed", cause: error });
}
