import { Graph, layout, type EdgeLabel, type GraphLabel, type NodeLabel } from "@dagrejs/dagre";

import { itemGap, itemSize, type GraphLayout, type GraphShape } from "./graphshape";
import { packLayouts } from "./layoutpacking";
import { layoutInRows } from "./layoutrows";

/** Pixels around all. */
const margin = 24;

/**
 * More edges than that take dagre seconds to minutes, by whichever of its rankers: 2,000 nodes of two inputs each took
 * 9 to 34 s, and came out 30,000 to 400,000 pixels wide. Rows are not as tidy, but take milliseconds and fit a window.
 */
const manyEdges = 400;

/** Lays a graph out from top to bottom: what no edge joins each by itself, packed as a window is shaped. For a worker. */
export function layoutGraph(shape: GraphShape): GraphLayout {
  const isLarge = shape.edges.length > manyEdges;
  const parts = connectedParts(shape).map(({ items, edges }) => {
    const part = { items, edges: edges.flatMap((index) => shape.edges[index] ?? []) };
    return { edges, layout: isLarge || edges.length === 0 ? layoutInRows(part) : layoutTidily(part) };
  });
  return packLayouts(parts, shape.edges.length, margin);
}

/** The items that edges join, with the places of their edges among all; the order stays. */
function connectedParts({ items, edges }: GraphShape): { readonly items: string[]; readonly edges: number[] }[] {
  const leaders = new Map(items.map((id) => [id, id]));
  const leaderOf = (id: string): string => {
    let leader = id;
    for (let next = leaders.get(leader); next !== undefined && next !== leader; next = leaders.get(leader)) {
      // halves the way for the next that asks
      leaders.set(leader, leaders.get(next) ?? next);
      leader = next;
    }
    return leader;
  };
  for (const { from, to } of edges) {
    leaders.set(leaderOf(from), leaderOf(to));
  }
  const parts = new Map<string, { readonly items: string[]; readonly edges: number[] }>();
  for (const id of items) {
    const leader = leaderOf(id);
    const part = parts.get(leader) ?? { items: [], edges: [] };
    part.items.push(id);
    parts.set(leader, part);
  }
  edges.forEach(({ from }, index) => parts.get(leaderOf(from))?.edges.push(index));
  return [...parts.values()];
}

function layoutTidily({ items, edges }: GraphShape): GraphLayout {
  const graph = new Graph<GraphLabel, NodeLabel, EdgeLabel>();
  graph.setGraph({ rankdir: "TB", nodesep: itemGap.across, ranksep: itemGap.down });
  graph.setDefaultEdgeLabel(() => ({}));
  items.forEach((id) => graph.setNode(id, { ...itemSize }));
  edges.forEach(({ from, to }) => graph.setEdge(from, to));
  layout(graph);
  const { width = 0, height = 0 } = graph.graph();
  return {
    places: Object.fromEntries(
      items.map((id) => {
        const { x = 0, y = 0 } = graph.node(id);
        return [id, { x, y }];
      }),
    ),
    lines: edges.map(({ from, to }) => (graph.edge(from, to).points ?? []).map(({ x, y }) => ({ x, y }))),
    width,
    height,
  };
}
