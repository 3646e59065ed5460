import { describeData } from "../catalog";
import { TracksideError } from "../errors";
import type { DatasetView } from "../messages";
import { callHooks, callHooksSafely, type NodeRun, type NodeRunDone } from "./hooks";
import { callInterruptibly } from "./interrupt";
import type { DatasetNames } from "./dataset-names";
import { definitionOf, isParameterName, type PipelineNode } from "./node";
import { metricsOf, nameOutputs } from "./node-outputs";
import { currentFunction } from "./notebook-bindings";
import { inputError, loadInput, type RunSources } from "./run-sources";

/** What a node needs of the run that it belongs to. */
export interface NodeRunContext {
  readonly runId: string;
  readonly sources: RunSources;
  readonly signal: AbortSignal;
}

/** A node that ran, with what it made. */
export interface NodeOutcome {
  readonly run: NodeRunDone;
  readonly outputs: ReadonlyMap<string, unknown>;
}

/**
 * Runs one node: loads its inputs, calls its function, saves its outputs, and tells the hooks.
 *
 * @throws TracksideError naming the node, with what its function threw as cause.
 */
export async function runNode(of: PipelineNode, context: NodeRunContext): Promise<NodeOutcome> {
  const start = performance.now();
  let run = describeRun(of, context.runId, new Map());
  try {
    const inputs = await loadInputs(of, context.sources);
    run = { ...describeRun(of, context.runId, inputs), startTime: run.startTime };
    callHooks((hooks) => hooks.beforeNodeRun?.(run));
    const outputs = nameOutputs(of, await callFunction(of, inputs, context.signal));
    await saveOutputs(of, outputs, context.sources);
    const done: NodeRunDone = {
      ...run,
      durationMs: performance.now() - start,
      outputs: [...outputs].map(([name, value]) => ({ name, ...describeData(value) })),
      metrics: metricsOf(outputs, context.sources.catalog),
    };
    callHooks((hooks) => hooks.afterNodeRun?.(done));
    return { run: done, outputs };
  } catch (error) {
    const durationMs = performance.now() - start;
    callHooksSafely((hooks) => hooks.onNodeError?.({ ...run, durationMs, error }));
    throw nodeError(of, error);
  }
}

async function loadInputs(of: PipelineNode, sources: RunSources): Promise<ReadonlyMap<string, unknown>> {
  const inputs = new Map<string, unknown>();
  for (const name of of.inputs) {
    try {
      inputs.set(name, await loadInput(sources, name));
    } catch (error) {
      throw inputError(of.name, name, error);
    }
  }
  return inputs;
}

function describeRun(of: PipelineNode, runId: string, inputs: ReadonlyMap<string, unknown>): NodeRun {
  const params: Record<string, unknown> = {};
  for (const [name, value] of inputs) {
    if (name === "parameters") {
      Object.assign(params, value);
    } else if (isParameterName(name)) {
      params[name.slice("params:".length)] = value;
    }
  }
  const views = of.inputs.map((name): DatasetView =>
    inputs.has(name) ? { name, ...describeData(inputs.get(name)) } : { name, kind: "unknown" },
  );
  return { runId, name: of.name, startTime: Date.now(), inputs: views, params };
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
  { catalog }: RunSources,
): Promise<void> {
  for (const [name, value] of outputs) {
    try {
      await catalog.save(name, value);
    } catch (cause) {
      if (!TracksideError.is(cause)) {
        throw cause;
      }
      throw new TracksideError(`node "${of.name}", output: ${cause.message}`, { code: cause.code, cause: cause.cause });
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
