import { memoryOf, type Catalog } from "../catalog";
import type { NodeDigests } from "../messages";
import { datasetOf, type PipelineNode } from "../pipeline";
import { codeDigest } from "../project";
import { fileDigest, textDigest } from "./data-digest";
import type { NodeRunDone, PipelineHooks } from "./hooks";
import { parameterOf, type RunSources } from "./run-sources";

/** A node's last run in this process. */
export interface LastRun {
  readonly node: PipelineNode;
  readonly digests: NodeDigests;
  /** Milliseconds since the epoch. */
  readonly time: number;
}

/** What a node made that is in memory. */
interface MadeData {
  readonly digest: string | null;
  readonly node: string;
  /** The very value: another one under the name was put there by somebody else. */
  readonly value: unknown;
}

/** What nodes did in a project, as far as this process knows. */
interface ProjectLineage {
  readonly made: Map<string, MadeData>;
  readonly lastRuns: Map<string, LastRun>;
}

const lineageSymbol = Symbol.for("trackside.lineage");

function lineageOf(root: string): ProjectLineage {
  const host = globalThis as { [lineageSymbol]?: Map<string, ProjectLineage> };
  const projects = (host[lineageSymbol] ??= new Map());
  const lineage = projects.get(root) ?? { made: new Map<string, MadeData>(), lastRuns: new Map<string, LastRun>() };
  projects.set(root, lineage);
  return lineage;
}

/** The last run of a node of that name. */
export function lastRunOf(root: string, name: string): LastRun | undefined {
  return lineageOf(root).lastRuns.get(name);
}

/** The node that made what a dataset holds in memory; undefined when it was put there otherwise, or is in no memory. */
export function makerOf(root: string, dataset: string): LastRun | undefined {
  const name = datasetOf(dataset);
  const made = lineageOf(root).made.get(name);
  return made && memoryOf(root).get(name) === made.value ? lineageOf(root).lastRuns.get(made.node) : undefined;
}

/** Digests of what a node would be run with. */
export type InputDigests = Omit<NodeDigests, "outputs">;

type ByName = Record<string, string | null>;

/** Without a prototype: V8 makes a class of each set of names otherwise, and every node has others. */
function byName(): ByName {
  return Object.create(null) as ByName;
}

/** Digests a node's code and inputs, without loading any data. */
export async function digestInputs(
  root: string,
  of: PipelineNode,
  sources: RunSources,
  names: readonly string[] = of.inputs,
): Promise<InputDigests> {
  const inputs = byName();
  for (const name of names) {
    const parameter = parameterOf(sources, name);
    if (parameter !== undefined) {
      inputs[name] = textDigest(JSON.stringify(parameter));
    } else if (sources.given.has(name)) {
      inputs[name] = null;
    } else {
      const path = sources.catalog.pathOf(name);
      // Waiting for what is known already would take longer than to look it up.
      inputs[name] = path === undefined ? memoryDigest(root, name) : await fileDigest(path);
    }
  }
  return { code: codeDigest(of), inputs };
}

/** Digests a dataset: a file by its content, data in memory by the run of the node that made it. */
export async function datasetDigest(root: string, catalog: Catalog, name: string): Promise<string | null> {
  const path = catalog.pathOf(name);
  return path === undefined ? memoryDigest(root, name) : fileDigest(path);
}

function memoryDigest(root: string, name: string): string | null {
  const made = lineageOf(root).made.get(datasetOf(name));
  return made && memoryOf(root).get(datasetOf(name)) === made.value ? made.digest : null;
}

interface NodeAtWork {
  readonly root: string;
  readonly digests: InputDigests;
}

/** Digests of nodes at work, until they are done; and of those that are done, for as long as somebody holds on to them. */
const atWork = new Map<string, NodeAtWork>();
const ofDone = new WeakMap<NodeRunDone, NodeDigests>();

/** Notes what a node is run with, for the time that it takes. */
export async function withDigests<Result>(
  root: string,
  runId: string,
  of: PipelineNode,
  digests: InputDigests,
  work: () => Promise<Result>,
): Promise<Result> {
  const key = `${runId} ${of.name}`;
  atWork.set(key, { root, digests });
  try {
    return await work();
  } finally {
    atWork.delete(key);
  }
}

/** Digests of a node that is done; undefined where they are not known. */
export function digestsOf(run: NodeRunDone): NodeDigests | undefined {
  return ofDone.get(run);
}

/** Notes what nodes made, before other plugins are told. */
export const lineageHooks: PipelineHooks = {
  order: Number.NEGATIVE_INFINITY,

  afterNodeRun(run) {
    const noted = atWork.get(`${run.runId} ${run.name}`);
    if (!noted) {
      return undefined;
    }
    const outputs = digestOutputs(run, noted.digests);
    // What is at hand is not waited for: each await costs a turn.
    if (outputs instanceof Promise) {
      return outputs.then((known) => noteDone(run, noted, known));
    }
    noteDone(run, noted, outputs);
    return undefined;
  },
};

function noteDone(run: NodeRunDone, { root, digests: { code, inputs } }: NodeAtWork, outputs: ByName): void {
  const digests = { code, inputs, outputs };
  const { lastRuns, made } = lineageOf(root);
  const memory = memoryOf(root);
  ofDone.set(run, digests);
  lastRuns.set(run.name, { node: run.node, digests, time: Date.now() });
  for (const name of run.node.outputs) {
    const dataset = datasetOf(name);
    made.set(dataset, { digest: outputs[name] ?? null, node: run.name, value: memory.get(dataset) });
  }
}

function digestOutputs({ node, catalog }: NodeRunDone, inputs: InputDigests): ByName | Promise<ByName> {
  const outputs = byName();
  const fingerprint = fingerprintOf(inputs);
  const files: Promise<void>[] = [];
  for (const name of node.outputs) {
    const path = catalog.pathOf(name);
    outputs[name] = path !== undefined || fingerprint === null ? null : textDigest(`${fingerprint} ${name}`);
    if (path !== undefined) {
      files.push(
        fileDigest(path).then((digest) => {
          outputs[name] = digest;
        }),
      );
    }
  }
  return files.length === 0 ? outputs : Promise.all(files).then(() => outputs);
}

/** What stands for a node's code and inputs; null when one of them is not known. */
export function fingerprintOf({ code, inputs }: InputDigests): string | null {
  const known = Object.values(inputs).every((each) => each !== null);
  return known ? textDigest(JSON.stringify([code, inputs])) : null;
}
