import { itemGap, itemSize, wantedAspect, type GraphLayout, type GraphShape, type Point } from "./graphshape";

/** Pixels between the rows that a layer is broken into. */
const gapInLayer = 18;

/** Passes up and down in which items move below and above those that edges join them with. */
const passes = 4;

interface Neighbours {
  readonly before: ReadonlyMap<string, readonly string[]>;
  readonly after: ReadonlyMap<string, readonly string[]>;
}

/** Lays a large graph out in layers, each below all that it takes data of; a wide layer is broken into rows. */
export function layoutInRows(shape: GraphShape): GraphLayout {
  const { items, edges } = shape;
  const neighbours = {
    before: groupEnds(edges, ({ from, to }) => [to, from]),
    after: groupEnds(edges, ({ from, to }) => [from, to]),
  };
  const layers = orderLayers(layersOf(items, neighbours), neighbours);
  const pitch = { x: itemSize.width + itemGap.across, y: itemSize.height + gapInLayer };
  const widest = Math.max(...layers.map(({ length }) => length));
  const perRow = Math.min(widest, Math.ceil(Math.sqrt((items.length * wantedAspect * pitch.y) / pitch.x)));
  const places: Record<string, Point> = {};
  let top = 0;
  for (const layer of layers) {
    const rows = Math.ceil(layer.length / perRow);
    const columns = Math.ceil(layer.length / rows);
    layer.forEach((id, index) => {
      const inRow = Math.min(columns, layer.length - Math.floor(index / columns) * columns);
      const x = ((perRow - inRow) / 2 + (index % columns)) * pitch.x + itemSize.width / 2;
      places[id] = { x, y: top + Math.floor(index / columns) * pitch.y + itemSize.height / 2 };
    });
    top += rows * pitch.y - gapInLayer + itemGap.down;
  }
  return {
    places,
    lines: edges.map(({ from, to }) => lineBetween(places[from], places[to])),
    width: perRow * pitch.x - itemGap.across,
    height: top - itemGap.down,
  };
}

function groupEnds(
  edges: GraphShape["edges"],
  ends: (edge: GraphShape["edges"][number]) => readonly [string, string],
): ReadonlyMap<string, readonly string[]> {
  const grouped = new Map<string, string[]>();
  for (const edge of edges) {
    const [key, other] = ends(edge);
    const others = grouped.get(key);
    if (others === undefined) {
      grouped.set(key, [other]);
    } else {
      others.push(other);
    }
  }
  return grouped;
}

/** Each item one layer below the lowest that it takes data of; in a cycle, the item that comes first begins. */
function layersOf(items: readonly string[], { before, after }: Neighbours): string[][] {
  const layerOf = new Map<string, number>();
  const awaited = new Map(items.map((id) => [id, before.get(id)?.length ?? 0]));
  const ready = items.filter((id) => awaited.get(id) === 0);
  const left = new Set(items);
  while (left.size > 0) {
    const id = ready.shift() ?? [...left][0] ?? "";
    if (!left.delete(id)) {
      continue;
    }
    const above = (before.get(id) ?? []).map((each) => layerOf.get(each) ?? -1);
    layerOf.set(id, Math.max(-1, ...above) + 1);
    for (const next of after.get(id) ?? []) {
      const count = (awaited.get(next) ?? 0) - 1;
      awaited.set(next, count);
      if (count === 0) {
        ready.push(next);
      }
    }
  }
  // what takes nothing stands right above what takes of it, not at the top
  for (const id of items.filter((each) => !before.has(each) && after.has(each))) {
    layerOf.set(id, Math.max(0, Math.min(...(after.get(id) ?? []).map((each) => layerOf.get(each) ?? 1)) - 1));
  }
  const layers: string[][] = [];
  for (const id of items) {
    (layers[layerOf.get(id) ?? 0] ??= []).push(id);
  }
  return layers.filter((layer) => layer.length > 0);
}

/** Orders each layer by where those lie, on average, that edges join its items with. */
function orderLayers(layers: readonly (readonly string[])[], { before, after }: Neighbours): string[][] {
  const place = new Map(layers.flatMap((layer) => layer.map((id, index) => [id, share(index, layer)] as const)));
  let ordered = layers.map((layer) => [...layer]);
  for (let pass = 0; pass < passes; pass++) {
    const isDown = pass % 2 === 0;
    const joined = isDown ? before : after;
    const inOrder = isDown ? ordered : [...ordered].reverse();
    const next = inOrder.map((layer) => {
      const wanted = new Map(layer.map((id) => [id, meanOf(id, joined.get(id) ?? [], place)]));
      const sorted = [...layer].sort((one, other) => (wanted.get(one) ?? 0) - (wanted.get(other) ?? 0));
      sorted.forEach((id, index) => place.set(id, share(index, sorted)));
      return sorted;
    });
    ordered = isDown ? next : next.reverse();
  }
  return ordered;
}

/** Layers are of different lengths. */
function share(index: number, layer: readonly string[]): number {
  return (index + 0.5) / layer.length;
}

function meanOf(id: string, others: readonly string[], place: ReadonlyMap<string, number>): number {
  return others.length === 0
    ? (place.get(id) ?? 0)
    : others.reduce((sum, each) => sum + (place.get(each) ?? 0), 0) / others.length;
}

/** Leaves downwards and comes in from above, so that it is seen which end is which. */
function lineBetween(from: Point | undefined, to: Point | undefined): readonly Point[] {
  if (from === undefined || to === undefined) {
    return [];
  }
  const half = itemSize.height / 2;
  const bend = Math.min(itemGap.down / 2, gapInLayer);
  return [
    { x: from.x, y: from.y + half },
    { x: from.x, y: from.y + half + bend },
    { x: to.x, y: to.y - half - bend },
    { x: to.x, y: to.y - half },
  ];
}
