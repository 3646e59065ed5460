import { once } from "node:events";
import { readFileSync } from "node:fs";
import { createServer } from "node:net";
import { join } from "node:path";
import {
  JournalTail,
  listRunIds,
  spoolDirectory,
  RecordedCells,
  runDirectory,
  type JournalRecord,
} from "../../../kernel-helpers/src/journal";
import type { Cell, CellOutcome } from "../../../kernel-helpers/src/kernel";
import type { ExecutedCell } from "../../../kernel-helpers/src/messages";
import { shipperSocketPath } from "../../../kernel-helpers/src/runtime";
import { mlflow, trackKernel } from "../../../kernel-helpers/src/tracking";
import { TemporaryProject } from "../../support/temporary-project";

// Takes the shipper's place, so that none is started.
const listener = createServer((socket) => socket.on("data", () => listener.emit("hello")));
let project: TemporaryProject;
let kernel: ReturnType<typeof trackKernel>["observer"];
let executed: number;
let connected: Promise<unknown>;
let stopping: Promise<void> | undefined;

beforeEach(async () => {
  project = new TemporaryProject({ "conf/base/.gitkeep": "" });
  process.env["TRACKSIDE_RUNTIME_DIR"] = project.root;
  listener.listen(shipperSocketPath());
  await once(listener, "listening");
  executed = 0;
  stopping = undefined;
});
afterEach(async () => {
  delete process.env["TRACKSIDE_NOTEBOOK"];
  await stop();
  listener.close();
  project.dispose();
});

function start(mlflowYml = ""): void {
  project.write("conf/base/mlflow.yml", mlflowYml);
  connected = once(listener, "hello");
  kernel = trackKernel(project.root, null).observer;
}

/** Once, and not before the session is connected: what it has recorded would else be handed to a shipper, started for it. */
function stop(): Promise<void> {
  stopping ??= connected.then(() => kernel.kernelStopping({ restart: false, duringCell: false }));
  return stopping;
}

function execute(source: string, code: () => void = () => undefined, status: CellOutcome["status"] = "ok"): void {
  executed += 1;
  const cell: Cell = { source, executionCount: executed, cellId: `c${executed}`, tags: [], startedAt: Date.now() };
  kernel.cellStarted(cell);
  code();
  const error = { ename: "Error", evalue: `in ${source}`, traceback: [] };
  kernel.cellEnded(cell, { status, durationMs: 5, locals: {}, ...(status === "error" ? { error } : {}) });
}

/** The records of each run, in the order in which the runs were opened. */
function runs(): JournalRecord[][] {
  const records = listRunIds(project.root).map((runId) => {
    const tail = new JournalTail(runDirectory(project.root, runId));
    const all: JournalRecord[] = [];
    for (let read = tail.next(); read !== null; read = tail.next()) {
      all.push(...read.records.map(({ record }) => record));
    }
    return all;
  });
  // Several may open within a millisecond, a child after its parent.
  const openedAt = ([first]: JournalRecord[]) =>
    first?.type === "run" ? first.attempt * 1e15 + first.time + (first.parentRunId === null ? 0 : 0.5) : 0;
  return records.sort((left, right) => openedAt(left) - openedAt(right));
}

function cellsOf(records: readonly JournalRecord[] = []): readonly ExecutedCell[] {
  const cells = new RecordedCells();
  records.forEach((record) => record.type === "cell" && cells.add(record));
  return cells.all;
}

it("records each cell's source before it runs, and what became of it", () => {
  start();
  const seen: (readonly ExecutedCell[])[] = [];
  execute("const a = 1;", () => seen.push(cellsOf(runs()[0])));
  execute("throw a;", undefined, "error");
  expect(seen).toMatchObject([[{ source: "const a = 1;", status: "running", durationMs: null }]]);
  expect(cellsOf(runs()[0])).toEqual([
    expect.objectContaining({ executionCount: 1, cellId: "c1", source: "const a = 1;", status: "ok", durationMs: 5 }),
    expect.objectContaining({
      ...{ executionCount: 2, cellId: "c2", source: "throw a;", status: "error", durationMs: 5 },
      error: "Error: in throw a;",
    }),
  ]);
});

it("tells a run that is opened within a cell of that cell, and each run how it came out", () => {
  start();
  execute("const before = 1;");
  execute("mlflow.logParam('depth', 1); mlflow.logParam('depth', 2);", () => {
    mlflow.logParam("depth", 1);
    mlflow.logParam("depth", 2);
  });
  execute("const after = 1;");
  const [first, second] = runs();
  expect(cellsOf(first).map(({ executionCount, status }) => [executionCount, status])).toEqual([
    [1, "ok"],
    [2, "ok"],
  ]);
  expect(cellsOf(second)).toMatchObject([
    { executionCount: 2, source: expect.stringContaining("depth"), status: "ok" },
    { executionCount: 3, source: "const after = 1;", status: "ok" },
  ]);
});

it("tells the session's run of all its cells, also of those in which another run was started by hand", () => {
  start();
  execute("mlflow.startRun();", () => void mlflow.startRun());
  execute("const within = 1;");
  execute("mlflow.endRun();", () => mlflow.endRun());
  const [session, byHand] = runs();
  expect(cellsOf(session).map(({ executionCount }) => executionCount)).toEqual([1, 2, 3]);
  expect(cellsOf(byHand).map(({ executionCount, status }) => [executionCount, status])).toEqual([
    [1, "ok"],
    [2, "ok"],
    [3, "running"],
  ]);
});

it("masks secrets in sources and errors, and cuts one that goes on for ever", () => {
  const told = jest.spyOn(console, "error").mockImplementation();
  start();
  execute('const token = "ghp_0123456789abcdefghij";');
  execute("x".repeat(200_000), undefined, "error");
  execute('throw "ghp_0123456789abcdefghij";', undefined, "error");
  told.mockRestore();
  const [masked, long, failed] = cellsOf(runs()[0]);
  expect(masked?.source).toBe('const token = "*** (masked)";');
  expect(failed?.error).toBe('Error: in throw "*** (masked)";');
  expect(long?.error).toHaveLength(2_000);
  expect(long?.source).toMatch(/^x{100000}\n.*200000 characters/);
});

it("writes no source and no error down where the project does not want it", () => {
  start("tracking: {notebook: {record_cells: false}}\n");
  execute("const a = 1;", undefined, "error");
  expect(cellsOf(runs()[0])).toEqual([expect.not.objectContaining({ error: expect.anything() })]);
  expect(cellsOf(runs()[0])).toMatchObject([{ source: null, status: "error" }]);
});

it("opens a run with the first cell, and after mlflow.endRun() with the first thing that is logged", () => {
  start();
  execute("mlflow.endRun();", () => mlflow.endRun());
  execute("const nothing = 1;");
  expect(runs()).toHaveLength(1);
  execute("mlflow.logMetric('loss', 1);", () => mlflow.logMetric("loss", 1));
  const [, later] = runs();
  expect(cellsOf(later)).toMatchObject([{ executionCount: 3, status: "ok" }]);
});

/** The artifacts of a run, as they were logged last. */
function artifactsOf(records: readonly JournalRecord[] = []): Record<string, string> {
  const [opening] = records;
  const runId = opening?.type === "run" ? opening.runId : "";
  const spool = spoolDirectory(runDirectory(project.root, runId));
  return Object.fromEntries(
    records.flatMap((record) =>
      record.type === "artifact" ? [[record.path, readFileSync(join(spool, record.spool), "utf8")]] : [],
    ),
  );
}

it("keeps the record of the cells with the run, for programs and for people", async () => {
  start();
  execute("const text = `\n```ts\n`;");
  execute("text.nothing", undefined, "error");
  await stop();
  const [records = []] = runs();
  const artifacts = artifactsOf(records);
  expect(JSON.parse(artifacts["trackside/cells.json"]!)).toEqual({ cells: cellsOf(records) });
  expect(artifacts["trackside/cells.md"]).toMatch(
    /^# Cells.*\n\n## 1\. \[1\] ok\n\n.*, 5 ms\n\n````ts\n.*````\n.*## 2\. \[2\] error\n.*```ts\ntext\.nothing\n```/s,
  );
  expect(records.at(-1)?.type).toBe("end");
});

const pem = ["-----BEGIN PRIVATE KEY-----\n", "MIIEvQIBADANBg\n", "-----END PRIVATE KEY-----\n"];

function writeNotebook(source: readonly string[], picture = "aGk="): void {
  const outputs = [{ output_type: "display_data", data: { "image/png": picture, "text/plain": ["token=abc123\n"] } }];
  const cells = [{ cell_type: "code", source, metadata: { tags: ["a"] }, outputs }];
  project.write("explore.ipynb", JSON.stringify({ cells, nbformat: 4 }));
  process.env["TRACKSIDE_NOTEBOOK"] = join(project.root, "explore.ipynb");
}

it("keeps the notebook of each attempt as it was when the attempt was over, secrets masked", async () => {
  writeNotebook(["const depth = 1;\n", ...pem]);
  start();
  execute("mlflow.logParam('depth', 1);", () => mlflow.logParam("depth", 1));
  execute("mlflow.logParam('depth', 2);", () => mlflow.logParam("depth", 2));
  writeNotebook(["const depth = 2;"]);
  await stop();
  const [first, second] = runs().map((records) => artifactsOf(records)["trackside/notebook.ipynb"]!);
  expect(JSON.parse(first!)).toMatchObject({
    cells: [
      {
        source: "const depth = 1;\n*** (masked)\n",
        metadata: { tags: ["a"] },
        outputs: [{ data: { "image/png": "aGk=", "text/plain": "token=*** (masked)\n" } }],
      },
    ],
  });
  expect(JSON.parse(second!)).toMatchObject({ cells: [{ source: "const depth = 2;" }], nbformat: 4 });
});

it.each([
  ["is told to", "snapshot: code", "aGk="],
  ["they are more than ten megabytes", "snapshot: whole", "a".repeat(11e6)],
])("leaves a notebook's outputs out where %s", async (_, setting, picture) => {
  writeNotebook(["const depth = 1;"], picture);
  start(`tracking: {notebook: {${setting}}}\n`);
  execute("const depth = 1;");
  await stop();
  const artifacts = artifactsOf(runs()[0]);
  expect(JSON.parse(artifacts["trackside/notebook.ipynb"]!)).toMatchObject({
    cells: [{ source: "const depth = 1;", outputs: [] }],
  });
});

it.each(["tracking: {notebook: {record_cells: false, snapshot: none}}\n", undefined])(
  "ends a run without these artifacts where they are not wanted, or there is nothing to take: %j",
  async (setting) => {
    writeNotebook([]);
    project.write("explore.ipynb", "not a notebook");
    start(setting ?? "tracking: {notebook: {record_cells: false}}\n");
    execute("const a = 1;");
    await stop();
    const [records] = runs();
    expect(artifactsOf(records)).toEqual({});
    expect(records?.at(-1)).toMatchObject({ type: "end", status: "FINISHED" });
  },
);

it("knows the end of a cell of whose start a run was not told, as journals of before have it", () => {
  const cells = new RecordedCells();
  cells.add({ type: "cell", executionCount: 4, cellId: null, status: "ok", durationMs: 20, time: 120 });
  cells.add({ type: "cell", executionCount: 5, cellId: null, status: "running", durationMs: null, time: 200 });
  expect(cells.end()).toEqual([1]);
  expect(cells.all).toEqual([
    { executionCount: 4, cellId: null, source: null, status: "ok", startTime: 100, durationMs: 20 },
    { executionCount: 5, cellId: null, source: null, status: "stopped", startTime: 200, durationMs: null },
  ]);
});
