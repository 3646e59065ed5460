import { attemptViews } from "../../../kernel-helpers/src/gateway/attempt-views";
import { MetricPoints } from "../../../kernel-helpers/src/gateway/metric-points";
import { RunProjection } from "../../../kernel-helpers/src/gateway/run-projection";
import type { JournalRecord, MetricRecord } from "../../../kernel-helpers/src/journal";
import type { CellPlace, NodeDigests, NodeView, RunNodeView } from "../../../kernel-helpers/src/messages";

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

it("has metrics that were logged at once, each with its point", () => {
  const projection = new RunProjection();
  const entries = [
    ["loss", 0.5],
    ["score", "NaN"],
  ] as const;
  [opening, metric(0), { type: "metrics", entries, step: 1, time: 200 } as const].forEach((record) =>
    projection.apply(record),
  );
  expect(projection.view()?.metrics).toMatchObject({ loss: { last: 0.5, step: 1, count: 2 }, score: { last: "NaN" } });
  expect(Object.keys(projection.takeChange().metrics ?? {})).toEqual(["loss", "score"]);
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
  expect(projection.takeChange().inputs).toEqual([shown]);
});

it("tells of each attempt what differs from the one before it", () => {
  const attempt = (runId: string, number: number, params: Record<string, string>): RunProjection => {
    const projection = new RunProjection();
    projection.apply({ ...opening, runId, attempt: number });
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

it("shows what an attempt has inherited from its start, and credits no cell with it", () => {
  const projection = new RunProjection();
  projection.apply({ ...opening, attempt: 2, inherited: [["depth", "4"]] });
  expect(projection.view()?.params).toEqual({ depth: "4" });
  projection.apply({ type: "cell", executionCount: 3, cellId: "c", status: "running", durationMs: null, time: 1 });
  projection.apply({ type: "params", entries: [["rate", "0.1"]], inherited: true, time: 2 });
  projection.apply({ type: "param", key: "depth", value: "8", time: 3 });
  expect(projection.view()?.params).toEqual({ depth: "8", rate: "0.1" });
  expect(projection.view()?.cells).toMatchObject([{ logged: { params: { count: 1, names: ["depth"] } } }]);
});

it("leaves the metrics of nodes to their nodes", () => {
  const projection = new RunProjection();
  const plan = { type: "plan", id: "p", pipeline: null, nodes: [{ name: "train", inputs: [], outputs: [] }], time: 1 };
  const measured = metric(0, 1, "node/train/duration_seconds");
  [opening, plan as JournalRecord, measured].forEach((record) => projection.apply(record));
  expect(projection.view()?.metrics).toEqual({});
});

it("shows a metric of such a name where there are no nodes", () => {
  const projection = new RunProjection();
  [opening, metric(0, 1, "node/0/gpu")].forEach((record) => projection.apply(record));
  expect(projection.view()?.metrics).toMatchObject({ "node/0/gpu": { last: 1 } });
});

describe("a run's nodes", () => {
  const plan = (...names: string[]): JournalRecord => ({
    type: "plan",
    id: "call",
    pipeline: "__default__",
    nodes: names.map((name) => ({ name, inputs: [], outputs: [], namespace: "harbour", tags: ["daily"] })),
    time: 1,
  });
  const node = (
    name: string,
    status: NodeView["status"],
    digests?: Omit<NodeDigests, "code">,
    cell?: CellPlace,
  ): JournalRecord => ({
    type: "node",
    node: {
      ...{ name, status, startTime: 1, inputs: [], outputs: [], params: {}, metrics: {} },
      ...(digests && { digests: { code: "c", ...digests } }),
    },
    ...(cell && { cell }),
    time: 1,
  });
  const statusOf = (views: readonly RunNodeView[] = []) =>
    Object.fromEntries(views.map(({ name, status }) => [name, status]));

  function projectionOf(...records: JournalRecord[]): RunProjection {
    const projection = new RunProjection();
    [opening, ...records].forEach((record) => projection.apply(record));
    return projection;
  }

  it("wait from the plan on, in its order, with their place in the project", () => {
    const { nodes } = projectionOf(plan("read", "clean")).view()!;
    expect(nodes.map(({ name }) => name)).toEqual(["read", "clean"]);
    expect(nodes[0]).toMatchObject({
      status: "waiting",
      namespace: "harbour",
      tags: ["daily"],
      pipeline: "__default__",
    });
  });

  it("that a call did not come to are skipped, those that did keep what they did", () => {
    const projection = projectionOf(plan("read", "clean", "train"), node("read", "ok"), node("clean", "error"));
    projection.apply({ type: "plan-end", id: "call", skipped: ["train"], time: 2 });
    expect(statusOf(projection.view()?.nodes)).toEqual({ read: "ok", clean: "error", train: "skipped" });
  });

  it("neither wait nor run in a run that was killed", () => {
    const projection = projectionOf(plan("read", "clean"), node("read", "running"));
    projection.apply({ type: "end", status: "KILLED", time: 3 });
    expect(statusOf(projection.view()?.nodes)).toEqual({ read: "stopped", clean: "skipped" });
  });

  it("keep what they are to make while they run and when they failed: others wait for it", () => {
    const made = { name: "ships", kind: "table", rows: 3 };
    const projection = projectionOf({
      ...{ type: "plan", id: "call", pipeline: null, time: 1 },
      nodes: [{ name: "read", inputs: [], outputs: ["ships"] }],
    });
    const outputs = () => projection.view()?.nodes[0]?.outputs;
    for (const status of ["running", "error"] as const) {
      projection.apply(node("read", status));
      expect(outputs()).toEqual([{ name: "ships", kind: "" }]);
    }
    projection.apply({
      ...{ type: "node", time: 2 },
      node: { name: "read", status: "ok", startTime: 1, inputs: [], outputs: [made], params: {}, metrics: {} },
    });
    expect(outputs()).toEqual([made]);
  });

  it("are told one by one as they change", () => {
    const projection = projectionOf(plan("read", "clean"));
    expect(statusOf(projection.takeChange().nodes)).toEqual({ read: "waiting", clean: "waiting" });
    projection.apply(node("read", "running", undefined, { id: "cell-1", executionCount: 4 }));
    expect(projection.takeChange().nodes).toEqual([
      expect.objectContaining({ name: "read", status: "running", cell: { id: "cell-1", executionCount: 4 } }),
    ]);
    expect(projection.takeChange().nodes).toBeUndefined();
  });

  it("are out of date when one before them has made something else since, and so are those behind them", () => {
    const projection = projectionOf(
      node("read", "ok", { inputs: {}, outputs: { ships: "a" } }),
      node("clean", "ok", { inputs: { "ships@arrow": "a" }, outputs: { clean_ships: "b" } }),
      node("train", "ok", { inputs: { clean_ships: "b", "params:depth": "p" }, outputs: { model: "m" } }),
      node("count", "ok", { inputs: { words: null }, outputs: {} }),
    );
    expect(projection.view()?.nodes.some(({ staleInput }) => staleInput !== undefined)).toBe(false);
    projection.takeChange();
    projection.apply(node("read", "ok", { inputs: {}, outputs: { ships: "other" } }));
    const { nodes } = projection.takeChange();
    expect(nodes?.map(({ name, staleInput }) => [name, staleInput])).toEqual([
      ["read", undefined],
      ["clean", "ships@arrow"],
      ["train", "clean_ships"],
    ]);
    projection.apply(node("clean", "ok", { inputs: { "ships@arrow": "other" }, outputs: { clean_ships: "b" } }));
    expect(projection.view()?.nodes.map(({ staleInput }) => staleInput)).toEqual(Array(4).fill(undefined));
  });

  it("are thousands deep without harm, and no circle holds them up", () => {
    const chain = Array.from({ length: 5_000 }, (_, index) =>
      node(`n${index}`, "ok", { inputs: { [`d${index + 1}`]: "x" }, outputs: { [`d${index}`]: "x" } }),
    );
    const circle = node("n5000", "ok", { inputs: { d0: "x" }, outputs: { d5000: "x" } });
    expect(projectionOf(...chain, circle).view()?.nodes).toHaveLength(5_001);
  });
});

it("tells sizes and times of artifacts, each as it was logged last", () => {
  const projection = new RunProjection();
  [1, 2].forEach((size) =>
    projection.apply({ type: "artifact", path: "report.md", spool: "0", size, time: size * 100 }),
  );
  expect(projection.takeChange().artifacts).toEqual([{ path: "report.md", size: 2, time: 200 }]);
});

it("passes over records of a type that a later version has", () => {
  const projection = new RunProjection();
  projection.apply({ type: "weather", time: 1 } as unknown as JournalRecord);
  expect(projection.recordCount).toBe(1);
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
    const only = { value: 5, step: 1 };
    expect(points.view).toEqual({
      ...{ last: "Infinity", step: 2, count: 3, points: [[1, 5]] },
      ...{ lowest: only, highest: only },
    });
  });

  it("tell the lowest and the highest of all, not of those that are kept", () => {
    const points = new MetricPoints(metric(0, 0));
    for (let step = 1; step < 5_001; step++) {
      points.add(metric(step, step === 4_999 ? -9 : step === 777 ? 9 : step % 3));
    }
    expect(points.view).toMatchObject({ lowest: { value: -9, step: 4_999 }, highest: { value: 9, step: 777 } });
  });
});

const cellStart = (executionCount: number, time: number): JournalRecord => ({
  ...{ type: "cell", executionCount, cellId: `c${executionCount}`, source: `\n  const cell = ${executionCount};\n` },
  ...{ status: "running", durationMs: null, time },
});
const cellEnd = (executionCount: number, time: number): JournalRecord => ({
  ...{ type: "cell", executionCount, cellId: `c${executionCount}`, status: "ok", durationMs: 50, time },
});

it("tells of each cell what it logged, by the order of the kernel's records", () => {
  const projection = new RunProjection();
  const records: JournalRecord[] = [
    opening,
    cellStart(1, 100),
    { type: "param", key: "depth", value: "8", time: 110 },
    { type: "artifact", path: "trackside/notebook.ipynb", spool: "0", size: 1, time: 110 },
    { type: "tag", key: "mlflow.source.git.commit", value: "abc", time: 110 },
    metric(0),
    metric(1),
    metric(0, 1, "system/cpu"),
    cellEnd(1, 150),
    metric(0, 1, "of nobody"),
    cellStart(2, 300),
  ];
  records.forEach((record) => projection.apply(record, "w.0000.journal"));
  expect(projection.view()?.cells).toEqual([
    {
      ...{ order: 1, executionCount: 1, cellId: "c1", status: "ok", startTime: 100, durationMs: 50 },
      title: "const cell = 1;",
      logged: { params: { count: 1, names: ["depth"] }, metrics: { count: 1, names: ["loss"] } },
    },
    expect.objectContaining({ order: 2, status: "running", logged: {} }),
  ]);
  projection.takeChange();
  [metric(2), metric(3)].forEach((record) => projection.apply(record, "w.0000.journal"));
  expect(projection.takeChange().cells).toMatchObject([{ order: 2, logged: { metrics: { names: ["loss"] } } }]);
  projection.apply(metric(4), "w.0000.journal");
  expect(projection.takeChange().cells).toBeUndefined();
});

it("finds the cell of what a worker logged by the time, and none for what somebody else set", () => {
  const projection = new RunProjection();
  [opening, cellStart(1, 100), cellEnd(1, 150), cellStart(2, 200)].forEach((record) =>
    projection.apply(record, "w.0000.journal"),
  );
  projection.apply({ type: "param", key: "depth", value: "8", time: 120 }, "worker-x.0000.journal");
  projection.apply({ type: "param", key: "late", value: "8", time: 170 }, "worker-x.0000.journal");
  projection.apply({ type: "tag", key: "stage", value: "try", time: 210 }, "edits.0000.journal");
  projection.apply({ type: "end", status: "KILLED", time: 300 }, "shipper.0000.journal");
  expect(projection.view()?.cells).toMatchObject([
    { order: 1, logged: { params: { count: 1, names: ["depth"] } } },
    { order: 2, status: "stopped", logged: {} },
  ]);
});
