import { itemGap, wantedAspect, type GraphLayout, type Point } from "./graphshape";

/** Pixels: no window is so narrow that what is narrower need be broken. */
const leastWidth = 880;

interface Part {
  /** Places of its edges among those of the whole graph. */
  readonly edges: readonly number[];
  readonly layout: GraphLayout;
}

/** Puts layouts beside each other, and into another row where it gets too wide; the tallest come first. */
export function packLayouts(parts: readonly Part[], edgeCount: number, margin: number): GraphLayout {
  const limit = rowWidth(parts);
  const places: Record<string, Point> = {};
  const lines = new Array<readonly Point[]>(edgeCount).fill([]);
  const row = { x: 0, y: 0, height: 0 };
  let width = 0;
  for (const { edges, layout } of [...parts].sort((one, other) => other.layout.height - one.layout.height)) {
    if (row.x > 0 && row.x + layout.width > limit) {
      Object.assign(row, { x: 0, y: row.y + row.height + itemGap.across, height: 0 });
    }
    const { x, y } = row;
    const move = (point: Point): Point => ({ x: point.x + x + margin, y: point.y + y + margin });
    for (const [id, place] of Object.entries(layout.places)) {
      places[id] = move(place);
    }
    layout.lines.forEach((line, index) => {
      lines[edges[index] ?? 0] = line.map(move);
    });
    width = Math.max(width, x + layout.width);
    row.height = Math.max(row.height, layout.height);
    row.x += layout.width + itemGap.across;
  }
  return { places, lines, width: width + 2 * margin, height: row.y + row.height + 2 * margin };
}

/** As wide as the widest, else such that all together are shaped as wanted, but no narrower than a window. */
function rowWidth(parts: readonly Part[]): number {
  const area = parts.reduce(
    (sum, { layout }) => sum + (layout.width + itemGap.across) * (layout.height + itemGap.across),
    0,
  );
  return Math.max(leastWidth, Math.sqrt(area * wantedAspect), ...parts.map(({ layout }) => layout.width));
}
