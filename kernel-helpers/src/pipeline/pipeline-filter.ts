import { suggestName, TracksideError } from "../errors";
import type { PipelineGraph } from "./graph";
import type { PipelineNode } from "./node";
import {
  pickFromInputs,
  pickFromNodes,
  pickInNamespaces,
  pickNamed,
  pickTagged,
  pickToNodes,
  pickToOutputs,
} from "./picking";

type Names = string | readonly string[];

/**
 * Conditions for nodes; a node must meet all that are given, and of one condition any of its names. An empty list is met
 * by no node.
 *
 * @see kedro/pipeline/pipeline.py, `Pipeline.filter`; which takes no notice of empty lists
 */
export interface PipelineFilter {
  /** Has one of these tags. */
  readonly tags?: Names | undefined;
  /** Is one of these nodes, or depends on one. */
  readonly fromNodes?: Names | undefined;
  /** Is one of these nodes, or one depends on it. */
  readonly toNodes?: Names | undefined;
  /** Is one of these nodes. */
  readonly nodeNames?: Names | undefined;
  /** Takes one of these datasets, or depends on a node that does. */
  readonly fromInputs?: Names | undefined;
  /** Makes one of these datasets, or a node that does depends on it. */
  readonly toOutputs?: Names | undefined;
  /** Is in one of these namespaces, or in one within them. */
  readonly nodeNamespaces?: Names | undefined;
}

interface Condition {
  readonly meets: (graph: PipelineGraph, names: readonly string[]) => ReadonlySet<PipelineNode>;
  /** For the error when nothing is left: "No node is ...". */
  readonly words: string;
}

const conditions: { readonly [Key in keyof Required<PipelineFilter>]: Condition } = {
  tags: { meets: pickTagged, words: "tagged" },
  fromNodes: { meets: pickFromNodes, words: "at or after node" },
  toNodes: { meets: pickToNodes, words: "at or before node" },
  nodeNames: { meets: pickNamed, words: "named" },
  fromInputs: { meets: pickFromInputs, words: "fed by dataset" },
  toOutputs: { meets: pickToOutputs, words: "needed for dataset" },
  nodeNamespaces: { meets: pickInNamespaces, words: "in namespace" },
};

/**
 * Picks the nodes that meet every condition, in their order.
 *
 * @throws TracksideError when a name is unknown, or no node is left.
 */
export function filterNodes(graph: PipelineGraph, filter: PipelineFilter): readonly PipelineNode[] {
  const given = (Object.keys(conditions) as (keyof PipelineFilter)[]).flatMap((key) => {
    const names = filter[key];
    return names === undefined ? [] : [{ ...conditions[key], names: typeof names === "string" ? [names] : names }];
  });
  const sets = given.map(({ meets, names }) => meets(graph, names));
  const left = graph.nodes.filter((each) => sets.every((set) => set.has(each)));
  if (left.length === 0) {
    throw new TracksideError("no node is left", { code: "pipeline.empty", hint: explain(graph.nodes, given) });
  }
  return left;
}

interface Given extends Condition {
  readonly names: readonly string[];
}

function explain(nodes: readonly PipelineNode[], given: readonly Given[]): string {
  if (nodes.length === 0) {
    return "The pipeline has no nodes.";
  }
  const tags = new Set(nodes.flatMap((each) => each.tags));
  const unknown = given.find(({ meets }) => meets === pickTagged)?.names.find((tag) => !tags.has(tag));
  if (unknown !== undefined) {
    return `No node is tagged "${unknown}". ${suggestName(unknown, tags)}`;
  }
  const shown = given.map(
    ({ words, names }) => `${words} ${names.map((each) => `"${each}"`).join(" or ") || "(an empty list)"}`,
  );
  return `No node is ${shown.join(" and ")}.`;
}
