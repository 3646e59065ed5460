import { cellsOfAttempt } from "../../../kernel-helpers/src/gateway/attempt-cells";
import { RunProjection } from "../../../kernel-helpers/src/gateway/run-projection";
import type { JournalRecord } from "../../../kernel-helpers/src/journal";

const opening: JournalRecord = {
  ...{ type: "run", version: 1, name: "explore", experiment: "harbour", trackingUri: "local", parentRunId: null },
  ...{ runId: "0".repeat(32), attempt: 1, kernelId: "k", time: 100, tags: {} },
  writer: { id: "w", host: "h", pid: 1, started: "" },
};
const metric: JournalRecord = { type: "metric", key: "loss", value: 1, step: 0, time: 200 };
const start = (executionCount: number, cellId: string, source: string): JournalRecord => ({
  ...{ type: "cell", executionCount, cellId, source, status: "running", durationMs: null, time: 100 * executionCount },
});
const end = (executionCount: number, cellId: string): JournalRecord => ({
  ...{ type: "cell", executionCount, cellId, status: "ok", durationMs: 50, time: 100 * executionCount + 50 },
});

function attempt(...records: readonly JournalRecord[]): RunProjection {
  const projection = new RunProjection();
  [opening, ...records].forEach((record) => projection.apply(record));
  return projection;
}

const codeOf = (attempts: readonly RunProjection[], shown: RunProjection | undefined) =>
  shown && cellsOfAttempt(attempts, shown).map(({ executionCount, source }) => `[${executionCount}] ${source}`);

it("leaves the cell that opened the next attempt to that one: what this attempt logged comes from its code before", () => {
  const reopening = start(3, "train", "fit(8)");
  const attempts = [
    attempt(
      start(1, "load", "load()"),
      end(1, "load"),
      start(2, "train", "fit(4)"),
      metric,
      end(2, "train"),
      reopening,
    ),
    attempt(reopening, metric, end(3, "train")),
  ];
  expect(codeOf(attempts, attempts[0])).toEqual(["[1] load()", "[2] fit(4)"]);
  expect(codeOf(attempts, attempts[1])).toEqual(["[1] load()", "[2] fit(4)", "[3] fit(8)"]);
});

it("counts what was executed again after an attempt's last record to the next one", () => {
  const attempts = [
    attempt(
      ...[start(1, "load", "load()"), end(1, "load"), start(2, "train", "fit(4)"), metric, end(2, "train")],
      ...[start(3, "plot", "plot()"), end(3, "plot"), start(4, "load", "load(2026)"), end(4, "load")],
    ),
    attempt(start(5, "train", "fit(8)"), metric, end(5, "train")),
  ];
  expect(codeOf(attempts, attempts[0])).toEqual(["[1] load()", "[2] fit(4)", "[3] plot()"]);
  expect(codeOf(attempts, attempts[1])?.slice(-2)).toEqual(["[4] load(2026)", "[5] fit(8)"]);
});

it("has a cell that opens attempts as it goes in each that it logged to", () => {
  const search = start(1, "search", "for (const depth of depths) fit(depth)");
  const attempts = [attempt(search, metric), attempt(search, metric), attempt(search, metric, end(1, "search"))];
  expect(attempts.map((each) => codeOf(attempts, each))).toEqual(
    Array<string[]>(3).fill(["[1] for (const depth of depths) fit(depth)"]),
  );
});

it("gives a run that is no attempt its own cells", () => {
  const child = attempt(start(2, "child", "inner()"));
  expect(codeOf([attempt(start(1, "load", "load()"))], child)).toEqual(["[2] inner()"]);
});
