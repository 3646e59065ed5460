import { inspect } from "node:util";
import { openCatalog, type Catalog } from "../catalog";
import { findProjectRoot, loadParameters, type MergedConfig } from "../config";
import { TracksideError } from "../errors";
import { isParameterName, type PipelineNode } from "../pipeline";
import { freshNodes } from "../project";
import { digestInputs, lastRunOf, makerOf, type LastRun } from "./lineage";
import { readParameter } from "./params";
import type { RunSources } from "./run-sources";

/** Where an input of a node comes from. */
export interface InputExplanation {
  readonly name: string;
  /** `parameter`, the dataset's type (`csv`, `memory`, ...), or `missing`. */
  readonly kind: string;
  /** Where it is, in words: a place in a file, a file, the node that made it. */
  readonly source: string;
  /** Why what it holds is out of date; undefined when it is not. */
  readonly stale: string | undefined;
}

/** What running a node would take, and whether there is a reason to. */
export interface NodeExplanation {
  readonly node: string;
  readonly inputs: readonly InputExplanation[];
  /** Why what the node made is out of date, or was never made; undefined when it is as a run would make it now. */
  readonly stale: string | undefined;
}

/**
 * Tells where the inputs of a node come from, and whether what it made still holds: its code, its parameters, its files
 * and what the nodes before it made are compared with its last run in this process.
 *
 * @example
 * ```ts
 * import { explain, node, run } from "trackside";
 *
 * const count = node((words: string[]) => words.length, "words", "word_count", { name: "count" });
 * await run(node(() => ["tide", "quay"], null, "words", { name: "read" }));
 * await run(count);
 * console.log((await explain(count)).stale);
 * ```
 */
export async function explain(node: PipelineNode): Promise<NodeExplanation> {
  const [now = node] = await freshNodes([node]);
  const { root } = findProjectRoot();
  const catalog = openCatalog(root);
  const parameters = loadParameters(root);
  const sources = { catalog, parameters: parameters.value, given: new Map(), made: new Set<string>() };
  const inputs: InputExplanation[] = [];
  for (const name of now.inputs) {
    inputs.push(isParameterName(name) ? explainParameter(name, parameters) : await explainDataset(root, name, sources));
  }
  const stale = await whyStale(root, now, sources);
  return new ShownExplanation(now.name, inputs, stale);
}

function explainParameter(name: string, { value: parameters, locate }: MergedConfig): InputExplanation {
  const key = name === "parameters" ? "" : name.slice("params:".length);
  try {
    const value = key === "" ? parameters : readParameter(parameters, key);
    const place = key === "" ? "all of parameters.yml" : locate(key.split("."));
    return { name, kind: "parameter", source: `${JSON.stringify(value)}, ${place}`, stale: undefined };
  } catch (error) {
    return missing(name, error);
  }
}

async function explainDataset(root: string, name: string, sources: RunSources): Promise<InputExplanation> {
  const { catalog } = sources;
  try {
    const { type, filepath } = catalog.describe(name);
    if (filepath !== undefined) {
      const there = await catalog.exists(name);
      return { name, kind: type, source: there ? filepath : `${filepath}, which is not there`, stale: undefined };
    }
    const maker = makerOf(root, name);
    const source = maker ? `made by node "${maker.node.name}" at ${timeOf(maker)}` : "put into memory by hand";
    return { name, kind: type, source, stale: maker && (await whyStale(root, maker.node, sources)) };
  } catch (error) {
    return missing(name, error);
  }
}

function missing(name: string, error: unknown): InputExplanation {
  if (!TracksideError.is(error)) {
    throw error;
  }
  return { name, kind: "missing", source: error.message.replace("\n", ". "), stale: undefined };
}

function timeOf({ time }: LastRun): string {
  return new Date(time).toTimeString().slice(0, 8);
}

/** Compares a node with its last run, and the nodes before it with theirs. */
async function whyStale(
  root: string,
  node: PipelineNode,
  sources: RunSources,
  below: ReadonlySet<string> = new Set(),
): Promise<string | undefined> {
  const last = lastRunOf(root, node.name);
  if (!last) {
    return "it has not run in this session";
  }
  const now = await digestInputs(root, node, sources);
  if (now.code !== last.digests.code) {
    return `its code has changed since it ran at ${timeOf(last)}`;
  }
  const changed = node.inputs.find(
    (name) => now.inputs[name] === null || now.inputs[name] !== last.digests.inputs[name],
  );
  if (changed !== undefined) {
    return `${changed} has changed since it ran at ${timeOf(last)}`;
  }
  const seen = new Set([...below, node.name]);
  for (const name of node.inputs) {
    const maker = isParameterName(name) ? undefined : makerOf(root, name);
    if (maker && !seen.has(maker.node.name)) {
      const why = await whyStale(root, maker.node, sources, seen);
      if (why !== undefined) {
        return `${name} is out of date: of node "${maker.node.name}", ${why}`;
      }
    }
  }
  return outputMissing(node, sources.catalog);
}

async function outputMissing(node: PipelineNode, catalog: Catalog): Promise<string | undefined> {
  for (const name of node.outputs) {
    if (!(await catalog.exists(name))) {
      return `${name} is not there any more`;
    }
  }
  return undefined;
}

/** Deno's convention, which our kernel follows; display depends on the runner, so it is not imported from there. */
const displaySymbol = Symbol.for("Jupyter.display");

class ShownExplanation implements NodeExplanation {
  constructor(
    readonly node: string,
    readonly inputs: readonly InputExplanation[],
    readonly stale: string | undefined,
  ) {}

  [displaySymbol](): Readonly<Record<string, unknown>> {
    return { "text/plain": this.text() };
  }

  [inspect.custom](): string {
    return this.text();
  }

  private text(): string {
    const width = Math.max(0, ...this.inputs.map(({ name }) => name.length));
    const lines = this.inputs.map(
      ({ name, source, stale }) =>
        `  ${name.padEnd(width)}  ${source}${stale === undefined ? "" : ` (out of date: ${stale})`}`,
    );
    return [`${this.node}: ${this.stale === undefined ? "up to date" : `out of date, ${this.stale}`}`, ...lines].join(
      "\n",
    );
  }
}
