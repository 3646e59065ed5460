import { attemptViews } from "../../../kernel-helpers/src/gateway/attempt-views";
import { MetricPoints } from "../../../kernel-helpers/src/gateway/metric-points";
import { RunProjection } from "../../../kernel-helpers/src/gateway/run-projection";
import type { JournalRecord, MetricRecord } from "../../../kernel-helpers/src/journal";

const opening: JournalRecord = {
  type: "run",
  version: 1,
  runId: "0".repeat(32),
  name: "explore",
  experiment: "harbour",
  trackingUri: "local",
  parentRunId: null,
  attempt: 1,
  kernelId: "k",
  time: 100,
  tags: { "mlflow.user": "ann" },
  writer: { id: "w", host: "h", pid: 1, started: "" },
};
const metric = (step: number, value: MetricRecord["value"] = step, key = "loss"): MetricRecord => ({
  type: "metric",
  key,
  value,
  step,
  time: 200,
});

it("has no view before the run's opening record", () => {
  expect(new RunProjection().view()).toBeUndefined();
});

it("shows what the journal says", () => {
  const projection = new RunProjection();
  [opening, { type: "param", key: "lr", value: "0.1", time: 1 } as const, metric(3, 0.5)].forEach((record) =>
    projection.apply(record),
  );
  expect(projection.view()).toMatchObject({
    name: "explore",
    status: "RUNNING",
    params: { lr: "0.1" },
    metrics: { loss: { last: 0.5, step: 3, count: 1, points: [[3, 0.5]] } },
    tags: { "mlflow.user": "ann" },
  });
});

it("tells each change once, and only what changed", () => {
  const projection = new RunProjection();
  [opening, metric(0), metric(0, 1, "accuracy")].forEach((record) => projection.apply(record));
  projection.takeChange();
  projection.apply(metric(1));
  projection.apply({ type: "end", status: "FAILED", time: 300 });
  expect(projection.takeChange()).toEqual({
    metrics: { loss: expect.objectContaining({ last: 1, count: 2 }) },
    status: "FAILED",
    endTime: 300,
  });
  expect(projection.takeChange()).toEqual({});
});

it("is called as it was named last, whichever writer's journal is read first", () => {
  const projection = new RunProjection();
  const rename = (value: string, time: number): JournalRecord => ({ type: "tag", key: "mlflow.runName", value, time });
  [opening, rename("second", 300)].forEach((record) => projection.apply(record));
  projection.takeChange();
  projection.apply(rename("first", 200));
  expect(projection.view()?.name).toBe("second");
  expect(projection.takeChange()).toEqual({});
  projection.apply(rename("third", 400));
  expect(projection.takeChange()).toEqual({ name: "third", tags: { "mlflow.runName": "third" } });
});

it("lists the datasets that went in, each once, with the place that their source names", () => {
  const projection = new RunProjection();
  const input = (source: string): JournalRecord => ({
    ...{ type: "input", name: "ships", digest: "d1", sourceType: "local", source, time: 1 },
    ...{ schema: null, profile: null, context: "training" },
  });
  [opening, input('{"uri":"data/ships.csv"}'), input('{"uri":"data/ships.csv"}')].forEach((record) =>
    projection.apply(record),
  );
  const shown = { name: "ships", digest: "d1", sourceType: "local", place: "data/ships.csv", context: "training" };
  expect(projection.view()?.inputs).toEqual([shown]);
  expect(projection.takeChange()).toEqual({ inputs: [shown] });
});

it("tells of each attempt what differs from the one before it", () => {
  const attempt = (runId: string, number: number, params: Record<string, string>): RunProjection => {
    const projection = new RunProjection();
    projection.apply({ ...opening, runId, attempt: number } as JournalRecord);
    Object.entries(params).forEach(([key, value]) => projection.apply({ type: "param", key, value, time: 1 }));
    return projection;
  };
  const views = attemptViews([
    attempt("a", 1, { lr: "1", gone: "x", same: "y" }),
    attempt("b", 2, { lr: "2", same: "y" }),
  ]);
  expect(views.map(({ changed }) => changed)).toEqual([
    undefined,
    [
      { key: "lr", before: "1", after: "2" },
      { key: "gone", before: "x", after: null },
    ],
  ]);
});

it("leaves the metrics of nodes to their nodes", () => {
  const projection = new RunProjection();
  [opening, metric(0, 1, "node/train/duration_seconds")].forEach((record) => projection.apply(record));
  expect(projection.view()?.metrics).toEqual({});
});

describe("a metric's points", () => {
  it("stay within 200, evenly spread, with the first and the newest", () => {
    const points = new MetricPoints(metric(0));
    for (let step = 1; step < 100_000; step++) {
      points.add(metric(step));
    }
    const { points: shown, count, last } = points.view;
    expect({ count, last }).toEqual({ count: 100_000, last: 99_999 });
    expect(shown.length).toBeLessThanOrEqual(200);
    expect(shown.length).toBeGreaterThan(90);
    expect(shown[0]).toEqual([0, 0]);
    expect(shown.at(-1)).toEqual([99_999, 99_999]);
    const gaps = shown.slice(1, -1).map(([step], index) => step - shown[index]![0]);
    expect(new Set(gaps).size).toBe(1);
  });

  it("leave out what is not finite, though it counts", () => {
    const points = new MetricPoints(metric(0, "NaN"));
    points.add(metric(1, 5));
    points.add(metric(2, "Infinity"));
    expect(points.view).toEqual({ last: "Infinity", step: 2, count: 3, points: [[1, 5]] });
  });
});
