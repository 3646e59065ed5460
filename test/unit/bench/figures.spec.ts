import { figure } from "../../bench/harness/figure.mjs";
import { interleaved, median, percentile } from "../../bench/harness/statistics.mjs";
import { figureLine, figureTable } from "../../bench/harness/table.mjs";

const measured = { name: "recording.cost", unit: "µs", note: "a loop" };
const withPeer = (value: number, peer: number) => ({ ...measured, value, peer: { name: "wandb", value: peer } });

describe("median and percentile", () => {
  test("an outlier does not move the median", () => {
    expect(median([3, 1, 1000])).toBe(3);
  });

  test("the median of an even number lies between the two in the middle", () => {
    expect(median([4, 1, 2, 3])).toBe(2.5);
  });

  test("a percentile between two measurements is interpolated", () => {
    expect(percentile([10, 20], 99)).toBeCloseTo(19.9);
  });

  test("there is none of nothing", () => {
    expect(() => median([])).toThrow(RangeError);
  });
});

test("what is measured in turn changes its order with each round", async () => {
  const order: string[] = [];
  const results = await interleaved(2, {
    ours: async () => order.push("ours"),
    peer: async () => order.push("peer"),
  });
  expect(order).toEqual(["ours", "peer", "peer", "ours"]);
  expect(results).toEqual({ ours: [1, 4], peer: [2, 3] });
});

describe("a figure", () => {
  test.each([
    ["at most so much", 5, 100, { atMost: 5 }, true],
    ["at most so much, missed", 5.1, 100, { atMost: 5 }, false],
    ["a share of the peer's", 5, 100, { ratioAtMost: 0.05 }, true],
    ["a share of the peer's, missed", 6, 100, { ratioAtMost: 0.05 }, false],
    ["at least a share of the peer's", 95, 100, { ratioAtLeast: 0.95 }, true],
    ["at least a share of the peer's, missed", 94, 100, { ratioAtLeast: 0.95 }, false],
    ["so much over the peer's", 110, 100, { overPeerAtMost: 10 }, true],
    ["so much over the peer's, missed", 111, 100, { overPeerAtMost: 10 }, false],
    ["two limits of which one is missed", 4, 40, { atMost: 5, ratioAtMost: 0.05 }, false],
  ])("with the goal %s", (_, value, peer, goal, met) => {
    expect(figure({ ...withPeer(value, peer), goal }).met).toBe(met);
  });

  test("is judged before it is rounded", () => {
    expect(figure({ ...measured, value: 5.0001, goal: { atMost: 5 } })).toMatchObject({ value: 5, met: false });
  });

  test("without goal and peer has neither met nor ratio", () => {
    expect(figure({ ...measured, value: 5 })).toMatchObject({ peer: null, ratio: null, goal: null, met: null });
  });
});

describe("the report", () => {
  const figures = [
    figure({ ...withPeer(2.5, 100), goal: { atMost: 5, ratioAtMost: 0.05 } }),
    figure({ ...measured, name: "panel.size", unit: "KiB", value: 1234567, goal: { atMost: 120 } }),
  ];

  test("has one line of JSON for a figure", () => {
    expect(figures.map((each) => JSON.parse(figureLine(each)) as unknown)).toEqual([
      {
        name: "recording.cost",
        value: 2.5,
        unit: "µs",
        peer: { name: "wandb", value: 100 },
        ratio: 0.025,
        goal: "<= 5 µs, <= x0.05",
        met: true,
      },
      { name: "panel.size", value: 1234567, unit: "KiB", peer: null, ratio: null, goal: "<= 120 KiB", met: false },
    ]);
  });

  test("has a table for the terminal", () => {
    expect(figureTable(figures).split("\n")).toEqual([
      "figure          value          peer           ratio   goal               met",
      "recording.cost  2.5 µs         wandb: 100 µs  x0.025  <= 5 µs, <= x0.05  yes",
      "panel.size      1,235,000 KiB                         <= 120 KiB         no",
    ]);
  });
});
