import type { GraphItem } from "./graphmodel";
import { itemSize, type GraphLayout, type Point } from "./graphshape";
import { isBoxInView, type Size, type Viewport } from "./viewport";

/** Pixels of the screen: what failed or runs is drawn no smaller, so that one of thousands is seen. */
const leastNotable = 7;

/** Pixels of the screen around an item that mean it, too. */
const besidesIt = 4;

/** Pixels of the screen from which a name fits into an item. */
const leastNamed = 80;

export interface MapColors {
  readonly edge: string;
  readonly text: string;
  readonly background: string;
  readonly selection: string;
  readonly status: Readonly<Record<GraphItem["status"] | "stale", string>>;
}

/** Reads the theme's colours where an element stands. */
export function mapColors(element: Element): MapColors {
  const style = getComputedStyle(element);
  const read = (name: string): string => style.getPropertyValue(name).trim() || style.color;
  const quiet = read("--jp-ui-font-color2");
  const good = read("--jp-success-color1");
  return {
    edge: read("--jp-border-color0"),
    text: read("--jp-ui-font-color1"),
    background: read("--jp-layout-color1"),
    selection: read("--jp-brand-color1"),
    status: {
      ...{ ok: good, kept: good, error: read("--jp-error-color1"), running: read("--jp-brand-color1") },
      ...{ stopped: read("--jp-warn-color1"), stale: read("--jp-warn-color1"), waiting: quiet, skipped: quiet },
    },
  };
}

export interface MapContent {
  readonly items: readonly GraphItem[];
  readonly layout: GraphLayout;
  readonly viewport: Viewport;
  readonly size: Size;
  readonly selected: string | null;
  /** Ids of what is sought; `null` while nothing is. */
  readonly found: ReadonlySet<string> | null;
}

/** Draws all items as boxes of their status's colour, the notable ones last and never too small to see. */
export function drawMap(context: CanvasRenderingContext2D, content: MapContent, colors: MapColors): void {
  const { items, layout, viewport, size, found } = content;
  context.clearRect(0, 0, size.width, size.height);
  drawLines(context, content, colors.edge);
  const drawn = items.flatMap((item) => {
    const place = layout.places[item.id];
    return place !== undefined && isBoxInView(viewport, place, size) ? [{ item, place }] : [];
  });
  const isNotable = ({ status, isStale }: GraphItem): boolean =>
    isStale || status === "error" || status === "running" || status === "stopped";
  for (const notable of [false, true]) {
    for (const { item, place } of drawn.filter((each) => isNotable(each.item) === notable)) {
      context.globalAlpha = found === null || found.has(item.id) ? 1 : 0.2;
      drawItem(context, item, place, { content, colors, isNotable: notable || found?.has(item.id) === true });
    }
  }
  context.globalAlpha = 1;
}

interface ItemDrawing {
  readonly content: MapContent;
  readonly colors: MapColors;
  readonly isNotable: boolean;
}

function drawItem(
  context: CanvasRenderingContext2D,
  item: GraphItem,
  place: Point,
  { content: { viewport, selected }, colors, isNotable }: ItemDrawing,
): void {
  const { x, y, scale } = viewport;
  const least = isNotable ? leastNotable : 1;
  const width = Math.max(least, itemSize.width * scale);
  const height = Math.max(least, itemSize.height * scale);
  const left = place.x * scale + x - width / 2;
  const top = place.y * scale + y - height / 2;
  const color = colors.status[item.isStale && item.status === "ok" ? "stale" : item.status];
  const alpha = context.globalAlpha;
  context.fillStyle = colors.background;
  context.fillRect(left, top, width, height);
  context.globalAlpha = alpha * (isNotable ? 0.9 : 0.5);
  context.fillStyle = color;
  context.fillRect(left, top, width, height);
  context.globalAlpha = alpha;
  if (item.id === selected) {
    context.strokeStyle = colors.selection;
    context.lineWidth = 2;
    context.strokeRect(left - 2, top - 2, width + 4, height + 4);
  }
  if (width >= leastNamed) {
    context.fillStyle = colors.text;
    context.font = "600 11px sans-serif";
    context.textBaseline = "middle";
    context.save();
    context.beginPath();
    context.rect(left + 4, top, width - 8, height);
    context.clip();
    context.fillText(item.label.slice(item.label.lastIndexOf(".") + 1), left + 6, top + height / 2);
    context.restore();
  }
}

/** Straight and thin: of thousands, only where they run is seen. */
function drawLines(
  context: CanvasRenderingContext2D,
  { layout, viewport: { x, y, scale }, size }: MapContent,
  color: string,
): void {
  context.beginPath();
  for (const line of layout.lines) {
    const first = line[0];
    const last = line.at(-1);
    if (first !== undefined && last !== undefined) {
      const [fromX, fromY, toX, toY] = [
        first.x * scale + x,
        first.y * scale + y,
        last.x * scale + x,
        last.y * scale + y,
      ];
      const isInside =
        Math.max(fromX, toX) >= 0 &&
        Math.min(fromX, toX) <= size.width &&
        Math.max(fromY, toY) >= 0 &&
        Math.min(fromY, toY) <= size.height;
      if (isInside) {
        context.moveTo(fromX, fromY);
        context.lineTo(toX, toY);
      }
    }
  }
  context.strokeStyle = color;
  context.lineWidth = Math.max(0.5, scale);
  context.stroke();
}

/** The item that is drawn at a point of the window, or else right beside it. */
export function itemAt(
  { items, layout, viewport: { x, y, scale } }: Pick<MapContent, "items" | "layout" | "viewport">,
  point: Point,
): GraphItem | null {
  const reach = { x: (itemSize.width * scale) / 2 + besidesIt, y: (itemSize.height * scale) / 2 + besidesIt };
  let best: GraphItem | null = null;
  let least = Infinity;
  for (const item of items) {
    const place = layout.places[item.id];
    const across = place === undefined ? Infinity : Math.abs(place.x * scale + x - point.x);
    const down = place === undefined ? Infinity : Math.abs(place.y * scale + y - point.y);
    if (across <= reach.x && down <= reach.y && across + down < least) {
      best = item;
      least = across + down;
    }
  }
  return best;
}
