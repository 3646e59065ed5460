import type { GraphLayout, GraphShape } from "../../../../extension/pipeline/graphshape";
import { layoutGraph } from "../../../../extension/pipeline/layout";

describe("layoutGraph", () => {
  it("puts nodes that no edge joins into rows, shaped as a window", () => {
    const layout = layoutGraph({ items: names(2_000), edges: [] });
    expect(distinctPlaces(layout)).toBe(2_000);
    expectWindowShape(layout);
  });

  it("leaves no row of chains for one or two of them", () => {
    const items = names(2_000);
    const edges = items.filter((_, index) => index % 50 > 0).map((to) => ({ from: name(Number(to.slice(1)) - 1), to }));
    const { height } = layoutGraph({ items, edges });
    expect(height).toBeLessThan(1.5 * layoutGraph({ items: items.slice(0, 50), edges: edges.slice(0, 49) }).height);
  });

  it("keeps each chain of many together", () => {
    const items = names(2_000);
    const edges = items.filter((_, index) => index % 5 > 0).map((to) => ({ from: name(Number(to.slice(1)) - 1), to }));
    const layout = layoutGraph({ items, edges });
    expect(distinctPlaces(layout)).toBe(2_000);
    expectWindowShape(layout);
    expect(edges.filter(({ from, to }) => layout.places[from]!.x !== layout.places[to]!.x)).toEqual([]);
  });

  it.each([
    ["20 layers", 20],
    ["200 layers", 200],
  ])("lays thousands of joined nodes out without a wait, each below what it takes data of: %s", (_, layers) => {
    const shape = layered(2_000, layers);
    const layout = layoutGraph(shape);
    expect(distinctPlaces(layout)).toBe(2_000);
    const ends = shape.edges.map((edge, index) => ({
      from: layout.places[edge.from]!,
      to: layout.places[edge.to]!,
      line: layout.lines[index]!,
    }));
    expect(ends.filter(({ from, to }) => from.y >= to.y)).toEqual([]);
    expect(ends.filter(({ from, to, line }) => line[0]!.x !== from.x || line.at(-1)!.x !== to.x)).toEqual([]);
    expect(layout.width).toBeLessThan(10_000);
  });

  it("breaks a layer of thousands into rows", () => {
    const middle = names(1_998);
    const edges = middle.flatMap((each) => [
      { from: "start", to: each },
      { from: each, to: "end" },
    ]);
    const layout = layoutGraph({ items: ["start", ...middle, "end"], edges });
    expect(distinctPlaces(layout)).toBe(2_000);
    expectWindowShape(layout);
  });

  it("comes to an end with a cycle, which cells can make", () => {
    const shape = layered(1_000, 20);
    const layout = layoutGraph({ ...shape, edges: [...shape.edges, { from: name(999), to: name(0) }] });
    expect(distinctPlaces(layout)).toBe(1_000);
  });

  it("leaves a margin around all, and lays nothing over each other", () => {
    const layout = layoutGraph({
      items: ["lone", "read", "clean", "other"],
      edges: [{ from: "read", to: "clean" }],
    });
    const { read, clean, lone, other } = layout.places;
    expect(clean!.y).toBeGreaterThan(read!.y);
    expect(new Set([read!.x, lone!.x, other!.x]).size).toBeGreaterThan(1);
    expect(Math.min(...Object.values(layout.places).map(({ x }) => x))).toBeGreaterThan(100);
    expect(distinctPlaces(layout)).toBe(4);
  });
});

const name = (index: number) => `n${index}`;
const names = (count: number) => Array.from({ length: count }, (_, index) => name(index));

/** Each node but those of the first layer takes data of two of the layer before. */
function layered(count: number, layers: number): GraphShape {
  const width = count / layers;
  const items = names(count);
  const edges = items.slice(width).flatMap((to, index) => {
    const first = Math.floor(index / width) * width;
    return [index * 7, index * 7 + 3].map((skip) => ({ from: name(first + (skip % width)), to }));
  });
  return { items, edges };
}

function distinctPlaces({ places }: GraphLayout): number {
  return new Set(Object.values(places).map(({ x, y }) => `${x} ${y}`)).size;
}

function expectWindowShape({ width, height }: GraphLayout): void {
  expect(width / height).toBeGreaterThan(0.8);
  expect(width / height).toBeLessThan(3);
}
