import { suggestName, TracksideError } from "../errors";
import type { PipelineNode } from "./node";
import { findFollowers, findMakers, makersFor, type Pipeline } from "./pipeline";

/** Which nodes of a pipeline to run; what is given is combined. */
export interface Selection {
  /** Only these nodes and all that depend on them. */
  readonly from?: string | readonly string[];
  /** Only these nodes and all that they depend on. */
  readonly to?: string | readonly string[];
  /** Only these nodes. */
  readonly nodes?: readonly string[];
}

/**
 * Picks the nodes to run, in the pipeline's order.
 *
 * @throws TracksideError when a name is unknown, or no node is left.
 */
export function selectNodes(of: Pipeline, { from, to, nodes }: Selection): readonly PipelineNode[] {
  const makers = findMakers(of.nodes);
  const followers = findFollowers(of.nodes, makers);
  const picked = [
    nodes && new Set(find(of, nodes)),
    to && reach(find(of, to), (each) => makersFor(each, makers)),
    from && reach(find(of, from), (each) => followers.get(each) ?? []),
  ];
  const selected = of.nodes.filter((each) => picked.every((set) => !set || set.has(each)));
  if (selected.length === 0) {
    throw new TracksideError("no node is left to run", {
      code: "pipeline.empty",
      hint: of.nodes.length === 0 ? "The pipeline has no nodes." : "`from`, `to` and `nodes` have no node in common.",
    });
  }
  return selected;
}

function find(of: Pipeline, names: string | readonly string[]): PipelineNode[] {
  return (typeof names === "string" ? [names] : names).map((name) => {
    const found = of.nodes.find((each) => each.name === name);
    if (!found) {
      throw new TracksideError(`the pipeline has no node "${name}"`, {
        code: "pipeline.unknown-node",
        hint: suggestName(
          name,
          of.nodes.map((each) => each.name),
        ),
      });
    }
    return found;
  });
}

type Neighbours = (of: PipelineNode) => readonly PipelineNode[];

/** The start and all that can be come to from it. A set is walked while it grows. */
function reach(start: readonly PipelineNode[], neighbours: Neighbours): Set<PipelineNode> {
  const reached = new Set(start);
  for (const each of reached) {
    for (const neighbour of neighbours(each)) {
      reached.add(neighbour);
    }
  }
  return reached;
}
