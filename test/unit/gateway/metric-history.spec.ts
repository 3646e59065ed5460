import { performance } from "node:perf_hooks";
import { answerHistory, parseHistoryQuery } from "../../../kernel-helpers/src/gateway/history-query";
import { MetricColumns } from "../../../kernel-helpers/src/gateway/metric-columns";

function columns(count: number, valueOf: (index: number) => number, stepOf = (index: number) => index): MetricColumns {
  const all = new MetricColumns();
  for (let index = 0; index < count; index++) {
    all.add(stepOf(index), valueOf(index), 1_000 + index * 10);
  }
  return all;
}

describe("a metric's history", () => {
  it("is whole where it is short, in columns, with the time of each point", () => {
    const told = columns(3, (index) => index / 2).thinned(0, 100);
    expect(told).toEqual({
      ...{ count: 3, after: 0, timeOrigin: 1_000 },
      ...{ steps: [0, 1, 2], values: [0, 0.5, 1], times: [0, 10, 20] },
    });
  });

  it("keeps every peak when it is thinned, and the first and the last point", () => {
    const peaks = new Map([
      [12_345, 50],
      [70_001, -50],
    ]);
    const told = columns(100_000, (index) => peaks.get(index) ?? Math.sin(index / 1000)).thinned(0, 500);
    expect(told.steps.length).toBeLessThanOrEqual(1_000);
    expect(told.steps.length).toBeGreaterThan(900);
    expect(told.values[told.steps.indexOf(12_345)]).toBe(50);
    expect(told.values[told.steps.indexOf(70_001)]).toBe(-50);
    expect([told.steps[0], told.steps.at(-1)]).toEqual([0, 99_999]);
    expect(told.steps).toEqual([...told.steps].sort((one, other) => one - other));
  });

  it("has gaps where nothing is finite, and values wherever there are some", () => {
    const told = columns(10_000, (index) => (index >= 4_000 && index < 6_000 ? NaN : index % 7 ? index : Infinity));
    const { steps, values } = told.thinned(0, 100);
    const gaps = steps.filter((_, index) => values[index] === null);
    expect(gaps.length).toBeGreaterThan(5);
    // the first point is told as it is
    expect(gaps.slice(1).every((step) => step >= 4_000 && step < 6_000)).toBe(true);
  });

  it("goes on behind what is known", () => {
    const all = columns(10, (index) => index);
    expect(all.thinned(7, 100)).toMatchObject({ count: 10, after: 7, steps: [7, 8, 9], times: [0, 10, 20] });
    expect(all.thinned(10, 100)).toMatchObject({ count: 10, after: 10, steps: [] });
    expect(all.thinned(99, 100)).toMatchObject({ count: 10, after: 10, steps: [] });
  });

  it("is thinned by the order of logging where all points are of one step", () => {
    const told = columns(
      5_000,
      (index) => index,
      () => 0,
    ).thinned(0, 50);
    expect(told.values.length).toBeGreaterThan(90);
    expect(told.values.length).toBeLessThanOrEqual(100);
  });

  it.each([1, 2, 3])("stays within twice %s points", (points) => {
    expect(columns(1_000, Math.sin).thinned(0, points).steps.length).toBeLessThanOrEqual(2 * points);
  });

  it("of 20 metrics with 100,000 points each is answered at once", () => {
    const all = columns(100_000, Math.sin);
    const series = Array.from({ length: 20 }, (_, index) => ({ key: `m${index}`, after: 0 }));
    const start = performance.now();
    answerHistory({ series, points: 1_000 }, () => all);
    // a few dozen milliseconds; the bound is for a machine that has other things to do
    expect(performance.now() - start).toBeLessThan(1_000);
  });
});

describe("a question for histories", () => {
  it("names metrics, how many points, and what is known of each", () => {
    const query = parseHistoryQuery(new URLSearchParams("key=a&key=b%2Fc&after=3&after=0&points=50"));
    expect(query).toEqual({
      series: [
        { key: "a", after: 3 },
        { key: "b/c", after: 0 },
      ],
      points: 50,
    });
    expect(answerHistory(query, () => undefined).series[1]).toMatchObject({ key: "b/c", count: 0, steps: [] });
  });

  it.each([
    ["", /key must be given 1 to 200 times/],
    ["key=a&points=0", /points must be a whole number from 1/],
    ["key=a&points=1e3", /points must be a whole number.*not "1e3"/],
    ["key=a&points=-5", /points/],
    ["key=a&key=b&after=1", /after must be given once for each key/],
    ["key=a&after=x", /after must be a whole number/],
  ])("is refused in words when it is %j", (query, message) => {
    expect(() => parseHistoryQuery(new URLSearchParams(query))).toThrow(message);
  });
});
