import type { PipelineNode } from "../pipeline";
import { loadPipelines, originOf } from "./project-pipelines";

/**
 * Gives nodes as the project's files have them now, where they come from there: a cell may hold one from before an edit,
 * as it may hold a node whose function another cell has defined anew since.
 *
 * @returns The same nodes where nothing has changed, where they come from no file, or are in none any more.
 * @throws TracksideError with file and line when a module cannot be loaded.
 */
export async function freshNodes(nodes: readonly PipelineNode[]): Promise<readonly PipelineNode[]> {
  const fresh: PipelineNode[] = [];
  for (const node of nodes) {
    fresh.push((await freshNode(node)) ?? node);
  }
  return fresh;
}

async function freshNode(node: PipelineNode): Promise<PipelineNode | undefined> {
  const origin = originOf(node);
  if (!origin) {
    return undefined;
  }
  const pipelines = await loadPipelines(origin.root);
  return pipelines.get(origin.pipeline)?.nodes.find(({ name }) => name === node.name);
}
