import type { GraphEdge } from "./graphmodel";
import type { GraphLayout } from "./graphshape";

/**
 * The item that an arrow key leads to: up to one that makes what this one takes, down to one that takes what it makes,
 * left and right along its row; `null` where there is none.
 */
export function neighbour(
  id: string,
  key: string,
  { places }: GraphLayout,
  edges: readonly GraphEdge[],
): string | null {
  const from = places[id];
  if (from === undefined) {
    return null;
  }
  const nearest = (ids: readonly string[]): string | null =>
    ids.reduce<string | null>(
      (best, each) =>
        best === null || Math.abs((places[each]?.x ?? 0) - from.x) < Math.abs((places[best]?.x ?? 0) - from.x)
          ? each
          : best,
      null,
    );
  const inRow = (side: number): string | null =>
    nearest(
      Object.entries(places)
        .filter(([, { x, y }]) => y === from.y && (x - from.x) * side > 0)
        .map(([each]) => each),
    );
  switch (key) {
    case "ArrowUp":
      return nearest(edges.filter(({ to }) => to === id).map((edge) => edge.from));
    case "ArrowDown":
      return nearest(edges.filter((edge) => edge.from === id).map(({ to }) => to));
    case "ArrowLeft":
      return inRow(-1);
    case "ArrowRight":
      return inRow(1);
    default:
      return null;
  }
}
