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

/** Digests a node's code and inputs, without loading any data. */
export async function digestInputs(
  root: string,
  of: PipelineNode,
  sources: RunSources,
  names: readonly string[] = of.inputs,
): Promise<InputDigests> {
  const inputs: Record<string, string | null> = {};
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

/** Digests of nodes at work, until they are done; and of those that are done, for as long as somebody holds on to them. */
const atWork = new Map<string, { readonly root: string; readonly digests: InputDigests }>();
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

  async afterNodeRun(run) {
    const noted = atWork.get(`${run.runId} ${run.name}`);
    if (noted) {
      const { root } = noted;
      const digests = { ...noted.digests, outputs: await digestOutputs(run, noted.digests) };
      ofDone.set(run, digests);
      lineageOf(root).lastRuns.set(run.name, { node: run.node, digests, time: Date.now() });
      for (const name of run.node.outputs) {
        const value = memoryOf(root).get(datasetOf(name));
        lineageOf(root).made.set(datasetOf(name), { digest: digests.outputs[name] ?? null, node: run.name, value });
      }
    }
  },
};

async function digestOutputs(run: NodeRunDone, inputs: InputDigests): Promise<Record<string, string | null>> {
  const outputs: Record<string, string | null> = {};
  const fingerprint = fingerprintOf(inputs);
  for (const name of run.node.outputs) {
    const path = run.catalog.pathOf(name);
    outputs[name] =
      path !== undefined ? await fileDigest(path) : fingerprint === null ? null : textDigest(`${fingerprint} ${name}`);
  }
  return outputs;
}

/** What stands for a node's code and inputs; null when one of them is not known. */
export function fingerprintOf({ code, inputs }: InputDigests): string | null {
  const known = Object.values(inputs).every((each) => each !== null);
  return known ? textDigest(JSON.stringify([code, inputs])) : null;
}
