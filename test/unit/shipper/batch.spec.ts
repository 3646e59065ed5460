import type { JournalRecord, ReadRecord } from "../../../kernel-helpers/src/journal";
import { takeBatch, toLogBatch } from "../../../kernel-helpers/src/shipper/batch";
import { retryDelay } from "../../../kernel-helpers/src/shipper/retry";

const read = (record: JournalRecord): ReadRecord => ({ record, endOffset: 0 });
const metric = (step: number) => read({ type: "metric", key: "loss", value: 1, step, time: 5 });
const param = (key: string) => read({ type: "param", key, value: "1", time: 5 });
const tag = (key: string, value = "1") => read({ type: "tag", key, value, time: 5 });
const cell = read({ type: "cell", executionCount: 1, cellId: null, status: "ok", durationMs: 1, time: 5 });
const many = <T>(count: number, make: (index: number) => T) => Array.from({ length: count }, (_, index) => make(index));

it("takes at most 1,000 items, 100 params and 100 tags", () => {
  expect(takeBatch(many(2_500, metric))).toHaveLength(1_000);
  expect(takeBatch(many(150, (index) => param(`p${index}`)))).toHaveLength(100);
  expect(takeBatch(many(150, (index) => tag(`t${index}`)))).toHaveLength(100);
  expect(takeBatch([...many(60, (index) => param(`p${index}`)), ...many(990, metric)])).toHaveLength(1_000);
});

it("does not count what MLflow has no place for", () => {
  expect(takeBatch([...many(5_000, () => cell), ...many(1_000, metric)])).toHaveLength(6_000);
});

it("stops before an artifact and before the end", () => {
  const artifact = read({ type: "artifact", path: "a", spool: "0", size: 1, time: 5 });
  const end = read({ type: "end", status: "FINISHED", time: 5 });
  expect(takeBatch([metric(0), artifact, metric(1)])).toHaveLength(1);
  expect(takeBatch([end])).toHaveLength(0);
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

it("waits longer after each failure, up to a cap, never twice the same", () => {
  const delays = many(30, (index) => retryDelay(index + 1));
  expect(delays[0]).toBeLessThanOrEqual(250);
  expect(Math.max(...delays)).toBeLessThanOrEqual(20_000);
  expect(Math.min(...delays.slice(10))).toBeGreaterThanOrEqual(10_000);
  expect(new Set(delays).size).toBe(30);
});
