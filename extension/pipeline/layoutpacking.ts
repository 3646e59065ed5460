import { itemGap, wantedAspect, type GraphLayout, type Point } from "./graphshape";

/** Pixels: no window is so narrow that what is narrower need be broken. */
const leastWidth = 880;

interface Part {
  /** Places of its edges among those of the whole graph. */
  readonly edges: readonly number[];
  readonly layout: GraphLayout;
}

/** Rows so many times as wide as the area of all asks for: what does not fill the last one may fit into those before. */
const widenings = [1, 1.1, 1.25, 1.5, 2];

/** Puts layouts beside each other, and into another row where it gets too wide; the tallest come first. */
export function packLayouts(parts: readonly Part[], edgeCount: number, margin: number): GraphLayout {
  const width = rowWidth(parts);
  const packed = widenings.map((widening) => packRows(parts, width * widening));
  const best = packed.reduce((least, each) => (spread(each) < spread(least) ? each : least));
  return placeParts(best, edgeCount, margin);
}

interface Packed {
  readonly placed: readonly { readonly part: Part; readonly x: number; readonly y: number }[];
  readonly width: number;
  readonly height: number;
}

/** How wide a window of the wanted shape has to be for it. */
function spread({ width, height }: Packed): number {
  return Math.max(width, height * wantedAspect);
}

function packRows(parts: readonly Part[], limit: number): Packed {
  const row = { x: 0, y: 0, height: 0 };
  let width = 0;
  const placed = [...parts]
    .sort((one, other) => other.layout.height - one.layout.height)
    .map((part) => {
      if (row.x > 0 && row.x + part.layout.width > limit) {
        Object.assign(row, { x: 0, y: row.y + row.height + itemGap.across, height: 0 });
      }
      const { x, y } = row;
      width = Math.max(width, x + part.layout.width);
      row.height = Math.max(row.height, part.layout.height);
      row.x += part.layout.width + itemGap.across;
      return { part, x, y };
    });
  return { placed, width, height: row.y + row.height };
}

function placeParts({ placed, width, height }: Packed, edgeCount: number, margin: number): GraphLayout {
  const places: Record<string, Point> = {};
  const lines = new Array<readonly Point[]>(edgeCount).fill([]);
  for (const { part, x, y } of placed) {
    const { edges, layout } = part;
    const move = (point: Point): Point => ({ x: point.x + x + margin, y: point.y + y + margin });
    for (const [id, place] of Object.entries(layout.places)) {
      places[id] = move(place);
    }
    layout.lines.forEach((line, index) => {
      lines[edges[index] ?? 0] = line.map(move);
    });
  }
  return { places, lines, width: width + 2 * margin, height: height + 2 * margin };
}

/** As wide as the widest, else such that all together are shaped as wanted, but no narrower than a window. */
function rowWidth(parts: readonly Part[]): number {
  const area = parts.reduce(
    (sum, { layout }) => sum + (layout.width + itemGap.across) * (layout.height + itemGap.across),
    0,
  );
  return Math.max(leastWidth, Math.sqrt(area * wantedAspect), ...parts.map(({ layout }) => layout.width));
}
