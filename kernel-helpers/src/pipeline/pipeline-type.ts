import type { PipelineNode } from "./node";
import type { PipelineFilter } from "./pipeline-filter";

export const pipelineSymbol: unique symbol = Symbol.for("trackside.pipeline");

/**
 * Nodes joined by the datasets that they make and take. It never changes: what selects, tags or combines gives a new one,
 * which may be empty.
 *
 * Where a dataset is asked for, `ships` stands for it in every form, `ships@arrow` for that form only.
 *
 * @see kedro/pipeline/pipeline.py, `Pipeline`
 */
export interface Pipeline {
  /** In an order in which they can run. */
  readonly nodes: readonly PipelineNode[];
  /** The nodes in layers: each takes only what layers before it make, so that those of one layer can run side by side. */
  readonly groups: readonly (readonly PipelineNode[])[];
  /** Datasets that its nodes take and none of them makes, parameters included. */
  readonly inputs: readonly string[];
  /** Datasets that its nodes make and none of them takes. */
  readonly outputs: readonly string[];
  /** All datasets and parameters that its nodes take or make. */
  readonly datasets: readonly string[];

  /** Picks nodes by their full names. @throws TracksideError when there is none of a name. */
  onlyNodes(...names: string[]): Pipeline;
  /** Picks the nodes that take one of the datasets. @throws TracksideError when there is no such dataset. */
  onlyNodesWithInputs(...datasets: string[]): Pipeline;
  /** Picks the nodes that make one of the datasets. @throws TracksideError when there is no such dataset. */
  onlyNodesWithOutputs(...datasets: string[]): Pipeline;
  /** Picks the nodes that have one of the tags: none when no node has. */
  onlyNodesWithTags(...tags: string[]): Pipeline;
  /** Picks the nodes in the namespaces and in those within them. @throws TracksideError when one of them has no node. */
  onlyNodesWithNamespaces(namespaces: string | readonly string[]): Pipeline;
  /** Picks the nodes of these names and all that depend on them. @throws TracksideError when there is none of a name. */
  fromNodes(...names: string[]): Pipeline;
  /** Picks the nodes of these names and all that they need. @throws TracksideError when there is none of a name. */
  toNodes(...names: string[]): Pipeline;
  /** Picks what depends on the datasets, at however many removes. @throws TracksideError when there is no such dataset. */
  fromInputs(...datasets: string[]): Pipeline;
  /** Picks what it takes to make the datasets. @throws TracksideError when there is no such dataset. */
  toOutputs(...datasets: string[]): Pipeline;
  /** Picks the nodes that meet every condition given. @throws TracksideError when a name is unknown, or no node is left. */
  filter(filter: PipelineFilter): Pipeline;

  /** Adds tags to every node. */
  tag(tags: string | readonly string[]): Pipeline;
  /**
   * Adds other pipelines; a node in several of them is there once. Nodes are the same that have one name and the same
   * inputs and outputs.
   *
   * @throws TracksideError when they do not fit together, as `pipeline` does.
   */
  union(...others: (PipelineNode | Pipeline)[]): Pipeline;
  /** Leaves out the nodes of another pipeline. */
  difference(other: PipelineNode | Pipeline): Pipeline;
  /** Keeps the nodes that are in another pipeline, too. */
  intersection(other: PipelineNode | Pipeline): Pipeline;

  /** Marks pipelines, those of other copies of this package too. */
  readonly [pipelineSymbol]: true;
}
