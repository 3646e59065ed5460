import { once } from "node:events";
import { createServer } from "node:net";
import {
  JournalTail,
  listRunIds,
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
const listener = createServer((socket) => socket.resume());
let project: TemporaryProject;
let kernel: ReturnType<typeof trackKernel>["observer"];
let executed: number;

beforeEach(async () => {
  project = new TemporaryProject({ "conf/base/.gitkeep": "" });
  process.env["TRACKSIDE_RUNTIME_DIR"] = project.root;
  listener.listen(shipperSocketPath());
  await once(listener, "listening");
  executed = 0;
});
afterEach(async () => {
  await kernel.kernelStopping({ restart: false, duringCell: false });
  listener.close();
  project.dispose();
});

function start(mlflowYml = ""): void {
  project.write("conf/base/mlflow.yml", mlflowYml);
  kernel = trackKernel(project.root, null).observer;
}

function execute(source: string, code: () => void = () => undefined, status: CellOutcome["status"] = "ok"): void {
  executed += 1;
  const cell: Cell = { source, executionCount: executed, cellId: `c${executed}`, tags: [], startedAt: Date.now() };
  kernel.cellStarted(cell);
  code();
  kernel.cellEnded(cell, { status, durationMs: 5, locals: {} });
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
  const openedAt = ([first]: JournalRecord[]) => (first?.type === "run" ? first.attempt * 1e15 + first.time : 0);
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
    expect.objectContaining({ executionCount: 2, cellId: "c2", source: "throw a;", status: "error", durationMs: 5 }),
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

it("masks secrets in sources, and cuts one that goes on for ever", () => {
  const told = jest.spyOn(console, "error").mockImplementation();
  start();
  execute('const token = "ghp_0123456789abcdefghij";');
  execute("x".repeat(200_000));
  told.mockRestore();
  const [masked, long] = cellsOf(runs()[0]);
  expect(masked?.source).toBe('const token = "*** (masked)";');
  expect(long?.source).toMatch(/^x{100000}\n.*200000 characters/);
});

it("writes no source down where the project does not want it", () => {
  start("tracking: {notebook: {record_cells: false}}\n");
  execute("const a = 1;");
  expect(cellsOf(runs()[0])).toMatchObject([{ source: null, status: "ok" }]);
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
