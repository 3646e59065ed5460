import { datasetOf, type PipelineNode } from "../pipeline";

/** Counts who still needs a dataset, so that it can be released: one step for each use, however many nodes there are. */
export class DatasetUses {
  private readonly left = new Map<string, number>();
  private readonly made = new Set<string>();

  constructor(nodes: readonly PipelineNode[]) {
    for (const each of nodes) {
      for (const output of each.outputs) {
        this.made.add(datasetOf(output));
      }
      for (const input of each.inputs) {
        const name = datasetOf(input);
        this.left.set(name, (this.left.get(name) ?? 0) + 1);
      }
    }
  }

  /** Names of datasets that nobody but this node has still to take; what comes from outside the run is not among them. */
  neededOnlyBy(node: PipelineNode): string[] {
    return node.inputs.filter((input) => this.left.get(datasetOf(input)) === 1 && this.made.has(datasetOf(input)));
  }

  /** Names of datasets that a node was the last to take; what comes from outside the run is not for it to release. */
  finishedBy(node: PipelineNode): string[] {
    return node.inputs.filter((input) => {
      const name = datasetOf(input);
      const left = (this.left.get(name) ?? 0) - 1;
      this.left.set(name, left);
      return left === 0 && this.made.has(name);
    });
  }
}
