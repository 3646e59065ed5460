import { findProjectRoot } from "../config";
import { insertCells } from "../display";
import { suggestName, TracksideError } from "../errors";
import { isNode, isPipeline, notebookBindings, nodesOf, type PipelineNode } from "../pipeline";
import { freshNodes, loadPipelines } from "../project";

/**
 * Puts a node's code into new cells below the one that runs, to be taken apart: its function with the imports and helpers
 * that it needs, what loads its inputs, what calls it, and what makes it a node again. Where no JupyterLab shows the
 * notebook, the cells are printed instead.
 *
 * @param which - The name of a node of the project's files, else of the notebook's; or the node itself.
 * @throws TracksideError with the nearest name when there is no such node.
 *
 * @example
 * ```ts
 * import { loadNode, node } from "trackside";
 *
 * const count = node((words: string[]) => words.length, "words", "word_count", { name: "count" });
 * await loadNode(count);
 * ```
 */
export async function loadNode(which: PipelineNode | string): Promise<void> {
  const { root } = findProjectRoot();
  const found = typeof which === "string" ? await findNode(root, which) : which;
  const [node = found] = await freshNodes([found]);
  // Loaded here only: most sessions take no node apart.
  const [{ cellsOf }, { sourceOf }] = await Promise.all([import("./node-cells"), import("./node-source")]);
  const cells = cellsOf(node, sourceOf(node, { root, directory: process.cwd() }));
  if (!insertCells(cells)) {
    console.log(cells.join("\n\n"));
  }
}

async function findNode(root: string, name: string): Promise<PipelineNode> {
  const pipelines = await loadPipelines(root);
  const nodes = [...[...pipelines.values()].flatMap((each) => each.nodes), ...nodesOfNotebook()];
  const found = nodes.find((each) => each.name === name);
  if (!found) {
    throw new TracksideError(`neither the project nor the notebook has a node "${name}"`, {
      code: "notebook.unknown-node",
      hint: suggestName(
        name,
        nodes.map((each) => each.name),
      ),
    });
  }
  return found;
}

/** The newest first. */
function nodesOfNotebook(): readonly PipelineNode[] {
  return Object.values(notebookBindings())
    .filter((value) => isNode(value) || isPipeline(value))
    .flatMap(nodesOf)
    .reverse();
}
