import type { JournalRecord } from "../../../kernel-helpers/src/journal";
import type { MarkedRecord } from "../../../kernel-helpers/src/sinks";
import { halvesOf, takeBatch, toLogBatch } from "../../../kernel-helpers/src/sinks/mlflow/batch";

const read = (record: JournalRecord): MarkedRecord => ({ record, mark: "a.journal@1" });
const metric = (step: number) => read({ type: "metric", key: "loss", value: 1, step, time: 5 });
const param = (key: string) => read({ type: "param", key, value: "1", time: 5 });
const params = (count: number) =>
  read({ type: "params", entries: many(count, (index) => [`p${index}`, "1"] as const), time: 5 });
const metrics = (count: number) =>
  read({ type: "metrics", entries: many(count, (index) => [`m${index}`, index] as const), step: 7, time: 5 });
const tag = (key: string, value = "1") => read({ type: "tag", key, value, time: 5 });
const cell = read({ type: "cell", executionCount: 1, cellId: null, status: "ok", durationMs: 1, time: 5 });
const many = <T>(count: number, make: (index: number) => T) => Array.from({ length: count }, (_, index) => make(index));

it("takes at most 1,000 items, 100 params and 100 tags, one tag of them the acknowledgement", () => {
  expect(takeBatch(many(2_500, metric))).toHaveLength(999);
  expect(takeBatch(many(150, (index) => param(`p${index}`)))).toHaveLength(100);
  expect(takeBatch(many(150, (index) => tag(`t${index}`)))).toHaveLength(99);
  expect(takeBatch([...many(60, (index) => param(`p${index}`)), ...many(990, metric)])).toHaveLength(999);
});

it("takes a record of several params as a whole or not at all", () => {
  expect(takeBatch([params(60), params(40), params(1)])).toHaveLength(2);
  expect(takeBatch([params(60), params(41)])).toHaveLength(1);
  expect(takeBatch([...many(950, metric), params(50), metric(0)])).toHaveLength(950);
  expect(toLogBatch([params(2)]).params).toEqual([
    { key: "p0", value: "1" },
    { key: "p1", value: "1" },
  ]);
});

it("takes a record of several metrics likewise, each as a point of its own", () => {
  expect(takeBatch([...many(950, metric), metrics(49), metric(0)])).toHaveLength(951);
  expect(takeBatch([...many(950, metric), metrics(50)])).toHaveLength(950);
  expect(toLogBatch([metrics(2)]).metrics).toEqual([
    { key: "m0", value: 0, timestamp: 5, step: 7 },
    { key: "m1", value: 1, timestamp: 5, step: 7 },
  ]);
  expect(halvesOf([metrics(2)])).toEqual([
    [{ record: { type: "metric", key: "m0", value: 0, step: 7, time: 5 }, mark: "" }],
    [read({ type: "metric", key: "m1", value: 1, step: 7, time: 5 })],
  ]);
});

it("halves a record of several params where it is alone, with the mark at its very end", () => {
  const [first, second] = halvesOf([params(3)]);
  expect(first).toEqual([
    { ...param("p0"), mark: "" },
    { ...param("p1"), mark: "" },
  ]);
  expect(second).toEqual([param("p2")]);
  expect(halvesOf([params(3), metric(0)])).toEqual([[params(3)], [metric(0)]]);
});

it("does not count what MLflow has no place for", () => {
  expect(takeBatch([...many(5_000, () => cell), ...many(1_000, metric)])).toHaveLength(5_999);
});

it("takes artifacts along, and stops before the end", () => {
  const artifact = read({ type: "artifact", path: "a", spool: "0", size: 1, time: 5 });
  const end = read({ type: "end", status: "FINISHED", time: 5 });
  expect(takeBatch([metric(0), artifact, metric(1), end])).toHaveLength(3);
  expect(takeBatch([end])).toHaveLength(0);
});

it("tells of lost records by a tag", () => {
  expect(toLogBatch([read({ type: "gap", lost: 3, reason: "ENOSPC: no space left on device", time: 5 })]).tags).toEqual(
    [{ key: "trackside.gap", value: "3 records lost: ENOSPC: no space left on device" }],
  );
});

it("keeps the order of points and sends each tag once with its last value", () => {
  expect(toLogBatch([metric(2), tag("a", "old"), metric(1), tag("a", "new"), cell])).toEqual({
    metrics: [
      { key: "loss", value: 1, timestamp: 5, step: 2 },
      { key: "loss", value: 1, timestamp: 5, step: 1 },
    ],
    params: [],
    tags: [{ key: "a", value: "new" }],
  });
});
