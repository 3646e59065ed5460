import type { NodeDigests } from "../messages";
import { datasetOf, isParameterName, type Pipeline, type PipelineNode } from "../pipeline";
import { datasetDigest, digestInputs } from "./lineage";
import type { RunSources } from "./run-sources";

/**
 * Picks the nodes whose results of an earlier run do not hold any more: it did not get to them, they failed, or their
 * code, their inputs or their files have changed since. What these need and only memory had is made again, too.
 *
 * @param recorded - digests of the nodes that the earlier run completed, by name.
 */
export async function onlyStale(
  root: string,
  pipeline: Pipeline,
  sources: RunSources,
  recorded: ReadonlyMap<string, NodeDigests>,
): Promise<Pipeline> {
  const makers = new Map(
    pipeline.nodes.flatMap((each) => each.outputs.map((name) => [datasetOf(name), each] as const)),
  );
  const stale = new Set<PipelineNode>();
  for (const node of pipeline.nodes) {
    const before = recorded.get(node.name);
    if (!before || !(await isUnchanged(root, node, before, sources, (name) => makers.get(datasetOf(name)), stale))) {
      stale.add(node);
    }
  }
  const needed = [...stale];
  // The list grows while it is walked.
  for (const node of needed) {
    for (const input of node.inputs) {
      const maker = makers.get(datasetOf(input));
      if (maker && !stale.has(maker) && sources.catalog.pathOf(input) === undefined) {
        stale.add(maker);
        needed.push(maker);
      }
    }
  }
  return pipeline.onlyNodes(...pipeline.nodes.filter((each) => stale.has(each)).map((each) => each.name));
}

async function isUnchanged(
  root: string,
  node: PipelineNode,
  before: NodeDigests,
  sources: RunSources,
  makerOf: (dataset: string) => PipelineNode | undefined,
  stale: ReadonlySet<PipelineNode>,
): Promise<boolean> {
  const fromOutside = node.inputs.filter((name) => !makerOf(name));
  const now = await digestInputs(root, node, sources, fromOutside);
  if (now.code !== before.code) {
    return false;
  }
  for (const name of node.inputs) {
    const maker = makerOf(name);
    if (maker && stale.has(maker)) {
      return false;
    }
    if (!maker && (now.inputs[name] === null || now.inputs[name] !== before.inputs[name])) {
      return false;
    }
  }
  for (const name of node.outputs.filter(
    (each) => !isParameterName(each) && sources.catalog.pathOf(each) !== undefined,
  )) {
    if ((await datasetDigest(root, sources.catalog, name)) !== before.outputs[name]) {
      return false;
    }
  }
  return true;
}
