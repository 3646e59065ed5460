import { randomUUID } from "node:crypto";
import { inspect } from "node:util";
import { openCatalog } from "../catalog";
import { findProjectRoot } from "../config";
import type { NodeView } from "../messages";
import { callHooks, callHooksSafely, type PipelineRun } from "./hooks";
import { interruptible } from "./interrupt";
import type { PipelineNode } from "./node";
import { runNode, type NodeOutcome } from "./node-runner";
import { viewOfDone } from "./node-view";
import { withParameters } from "./params";
import { joinNodes, nodesOf } from "./pipeline-object";
import type { Pipeline } from "./pipeline-type";
import { checkSources, parametersOfRun, type RunSources } from "./run-sources";
import { selectNodes, type Selection } from "./selection";
import { datasetOf } from "./transcoding";

/** What to run, and with what. */
export interface RunOptions extends Selection {
  /** Parameters with other values than in the project's files, by dotted key: `{ "train.depth": 8 }`. For this run only. */
  readonly params?: Readonly<Record<string, unknown>>;
  /** Data for inputs, by dataset name, instead of what the catalog has. For this run only. */
  readonly inputs?: Readonly<Record<string, unknown>>;
}

/** What a run made. A failed run throws instead. */
export interface RunResult {
  readonly status: "FINISHED";
  /** Data of the outputs that no other node of the run took, by dataset name. */
  readonly outputs: Readonly<Record<string, unknown>>;
  /** In the order in which they ran. */
  readonly nodes: readonly NodeView[];
  /** Time in all, in milliseconds. */
  readonly durationMs: number;
}

/**
 * Runs a node, or the selected nodes of a pipeline, one after the other in this process. As often as one likes: inputs come
 * from the catalog, so that a node takes what earlier runs made, and what a cell has defined anew is used at once.
 * Outputs are saved to the catalog: to the file it declares, else in memory, where later cells find them.
 *
 * @throws TracksideError before anything runs when an input is missing or a name unknown; else naming the node that
 * failed, with what it threw as `cause`. What earlier nodes made is kept.
 *
 * @example
 * ```ts
 * import { catalog, node, run } from "trackside";
 *
 * const count = (words: string[]) => ({ words: words.length });
 * await run(node(count, "words", "word_metrics"), { inputs: { words: ["tide", "quay"] } });
 * console.log(await catalog.load("word_metrics"));
 * ```
 */
export async function run(what: PipelineNode | Pipeline, options: RunOptions = {}): Promise<RunResult> {
  const nodes = selectNodes(joinNodes(nodesOf(what)), options);
  const { root } = findProjectRoot();
  const sources: RunSources = {
    catalog: openCatalog(root),
    parameters: parametersOfRun(root, nodes, options.params ?? {}),
    given: new Map(Object.entries(options.inputs ?? {})),
  };
  await checkSources(nodes, sources);
  return withParameters(sources.parameters, () => execute(nodes, sources));
}

async function execute(nodes: readonly PipelineNode[], sources: RunSources): Promise<RunResult> {
  const start = performance.now();
  const started: PipelineRun = {
    runId: randomUUID(),
    nodeNames: nodes.map((each) => each.name),
    startTime: Date.now(),
  };
  let status: "ok" | "error" = "error";
  try {
    callHooks((hooks) => hooks.onRunStart?.(started));
    const outcomes = await runInOrder(nodes, started.runId, sources);
    status = "ok";
    return new FinishedRun(outcomes, performance.now() - start);
  } finally {
    callHooksSafely((hooks) => hooks.onRunEnd?.({ ...started, status, durationMs: performance.now() - start }));
  }
}

function runInOrder(nodes: readonly PipelineNode[], runId: string, sources: RunSources): Promise<NodeOutcome[]> {
  return interruptible(async (signal) => {
    const taken = new Set(nodes.flatMap((each) => each.inputs.map(datasetOf)));
    const outcomes: NodeOutcome[] = [];
    for (const each of nodes) {
      const { run: done, outputs } = await runNode(each, { runId, sources, signal });
      // What another node takes is in the catalog; keeping it here too would hold it in memory.
      outcomes.push({ run: done, outputs: new Map([...outputs].filter(([name]) => !taken.has(datasetOf(name)))) });
    }
    return outcomes;
  });
}

/** Deno's convention, which our kernel follows; display depends on pipelines, so it is not imported from there. */
const displaySymbol = Symbol.for("Jupyter.display");

class FinishedRun implements RunResult {
  readonly status = "FINISHED";
  readonly outputs: Readonly<Record<string, unknown>>;
  readonly nodes: readonly NodeView[];

  constructor(
    outcomes: readonly NodeOutcome[],
    readonly durationMs: number,
  ) {
    this.outputs = Object.fromEntries(outcomes.flatMap((each) => [...each.outputs]));
    this.nodes = outcomes.map((each) => viewOfDone(each.run));
  }

  /** Nothing: the nodes are already shown under the cell, where they appeared as they ran. */
  [displaySymbol](): Readonly<Record<string, unknown>> {
    return {};
  }

  [inspect.custom](): string {
    const count = this.nodes.length === 1 ? "1 node" : `${this.nodes.length} nodes`;
    const outputs = Object.keys(this.outputs).join(", ") || "none";
    return `RunResult { ${this.status}: ${count} in ${Math.round(this.durationMs)} ms, outputs: ${outputs} }`;
  }
}
