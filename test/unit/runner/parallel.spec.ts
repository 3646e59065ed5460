import { readFileSync } from "node:fs";
import { resolve } from "node:path";
// As it was built: a worker thread loads plain JavaScript.
import { catalog } from "../../../kernel-helpers/lib/catalog";
import { node } from "../../../kernel-helpers/lib/pipeline";
import { columnsOf, type Columns } from "../../../kernel-helpers/lib/table";
import { interruptRuns, registerHooks, run, type PipelineHooks } from "../../../kernel-helpers/lib/runner";
import { rejection } from "../../support/rejection";
import { TemporaryProject } from "../../support/temporary-project";

/** Without tracking, which "trackside" would bring along. */
const api = resolve(__dirname, "../../../kernel-helpers/lib/pipeline");
const tables = resolve(__dirname, "../../../kernel-helpers/lib/table");

const nodesFile = `
import { existsSync, writeFileSync } from "node:fs";
import { isMainThread } from "node:worker_threads";
import { node, pipeline } from "${api}";
import { columnsOf, Table } from "${tables}";

const where = () => ({ isMainThread });
const rows = () => [{ wave: 1 }, { wave: 2 }];
const count = (all: object[], more: number) => all.length + more;
const table = () => ({ heights: new Float64Array([1, 2, 3]), names: ["a", "b", "c"] });
const total = (of: { heights: Float64Array }) => of.heights.reduce((one, other) => one + other, 0);
const halves = () => { const all = new Float64Array([1, 2, 3, 4]); return [all.subarray(0, 2), all.subarray(2)]; };
const shared = () => new Int32Array(new SharedArrayBuffer(4));
const add = (to: Int32Array) => Atomics.add(to, 0, 1);

class Model { depth = 3; }
const func = () => ({ model: { layers: [1, { "on tide": () => 1 }] } });
const instance = () => new Map([["best", [new Model()]]]);
const logbook = () => Table.from([{ hour: 1, metres: 1.5, at: "Kiel" }, { hour: 2, metres: null, at: null }]);
const peak = (log: { metres: number }[]) => ({ isLazy: columnsOf(log) !== undefined, highest: Math.max(...log.map(({ metres }) => metres ?? 0)) });
const nested = () => ({ log: logbook() });

const bytes = () => Buffer.from("abc");

const fails = () => { throw Object.assign(new RangeError("low tide", { cause: new Error("moon") }), { code: "E_TIDE" }); };
const once = () => { if (existsSync("tried")) return 1; writeFileSync("tried", ""); throw new Error("first"); };
const ends = () => { console.log("last words"); process.exit(3); };
const rejects = async () => { void Promise.reject(new Error("loose")); await new Promise(() => undefined); return 1; };
const loops = () => { console.log("looping"); for (;;); };
const prints = (name: string) => async () => {
  for (let line = 0; line < 20; line++) {
    process.stdout.write(name + " ");
    await new Promise(setImmediate);
    console.log(line);
  }
  return 1;
};

export const createPipeline = () => pipeline([
  node(where, null, "where"), node(rows, null, "rows"), node(count, ["rows", "params:depth"], "sum", { name: "count" }),
  node(table, null, "table"), node(total, "table", "total"),
  node((of: { heights: Float64Array }) => once() * total(of), "table", "again", { name: "again", retries: 1 }),
  node(halves, null, ["first", "second"], { name: "halves" }),
  node((all: Float64Array) => all.length, "first", "first_length", { name: "first" }),
  node((all: Float64Array) => all.length, "second", "second_length", { name: "second" }),
  node(shared, null, "shared"), node(add, "shared", "added"),
  ...[func, instance, nested, bytes, fails, ends, rejects, loops].map((each) => node(each, null, each.name + "_made", { name: each.name })),
  node(logbook, null, "log"), node(peak, "log", "peak"), node(peak, "log", "again_peak", { name: "peak again" }),
  node(once, null, "tried", { name: "once", retries: 1 }),
  node(prints("ebb"), null, "ebb", { name: "ebb" }), node(prints("flow"), null, "flow", { name: "flow" }),
]);
`;

const settingsFile = `
import { appendFileSync } from "node:fs";
import { isMainThread } from "node:worker_threads";
const note = (what: string) => ({ name }: { name: string }) => appendFileSync("hooks.txt", [what, name, isMainThread].join(" ") + "\\n");
export const settings = { hooks: [{
  beforeNodeRun: note("node"), afterDatasetLoaded: note("loaded"), afterDatasetSaved: note("saved"),
}] };
`;

let project: TemporaryProject;
let forget: () => void = () => undefined;
beforeEach(() => {
  project = new TemporaryProject({
    "conf/base/parameters.yml": "depth: 3\n",
    "conf/base/catalog.yml": "rows: {type: csv, filepath: data/rows.csv}\n",
    "pipelines/tides/pipeline.ts": nodesFile,
  });
});
afterEach(() => {
  forget();
  project.dispose();
});

const parallel = (nodes: string[], options: Parameters<typeof run>[1] = {}) =>
  run("tides", { runner: "parallel", workers: 2, nodes, ...options });

function hook(hooks: PipelineHooks): void {
  forget = registerHooks(hooks);
}

it("runs nodes in worker threads, which read parameters and files themselves and give back what is in memory", async () => {
  const { outputs, nodes } = await parallel(["where", "rows", "count", "table", "total"], { params: { depth: 5 } });
  expect(outputs).toEqual({ where: { isMainThread: false }, sum: 7, total: 6 });
  expect(nodes.map(({ status }) => status)).toEqual(Array(5).fill("ok"));
  expect(nodes.find(({ name }) => name === "count")?.inputs).toEqual([
    { name: "rows", kind: "table", rows: 2, columns: 1 },
    { name: "params:depth", kind: "number" },
  ]);
  expect(await catalog.load("rows")).toEqual([{ wave: 1 }, { wave: 2 }]);
  expect(await catalog.load("table")).toEqual({ heights: new Float64Array([1, 2, 3]), names: ["a", "b", "c"] });
});

it("refuses nodes that a cell or script made before anything runs", async () => {
  let called = 0;
  hook({
    afterCatalogCreated: () => {
      called++;
    },
  });
  const error = await rejection(() =>
    run(
      node(() => 1, null, "one", { name: "make one" }),
      { runner: "parallel" },
    ),
  );
  expect(error).toMatchObject({ code: "pipeline.not-in-project" });
  expect(error.message).toContain('node "make one"');
  expect(called).toBe(0);
});

it("hands memory to the last node that takes it where data is released, and else copies it", async () => {
  const heights: Float64Array[] = [];
  hook({
    afterNodeRun({ name, outputData }) {
      if (name === "table") {
        heights.push((outputData.get("table") as { heights: Float64Array }).heights);
      }
    },
  });
  await parallel(["table", "total"]);
  await parallel(["table", "total"], { release: true });
  expect(heights.map(({ length }) => length)).toEqual([3, 0]);
  expect(await catalog.exists("table")).toBe(false);
});

it("hands tables on as columns, whose memory goes to the last node that takes them", async () => {
  const lengths: number[] = [];
  hook({
    afterNodeRun({ name, outputData }) {
      const columns = name === "logbook" ? columnsOf(outputData.get("log")) : undefined;
      if (columns) {
        lengths.push(columns.byName.get("metres")?.values.length ?? -1);
        held.push(columns);
      }
    },
  });
  const held: Columns[] = [];
  const { outputs } = await parallel(["logbook", "peak", "peak again"], { release: true, workers: 1 });
  expect(outputs).toEqual({
    peak: { isLazy: true, highest: 1.5 },
    again_peak: { isLazy: true, highest: 1.5 },
  });
  expect(lengths).toEqual([2]);
  expect(held[0]?.byName.get("metres")?.values).toHaveLength(0);
});

it("keeps memory that another dataset shares, and passes shared memory as it is", async () => {
  const { outputs } = await parallel(["halves", "first", "second", "shared", "add"], { release: true, workers: 1 });
  expect(outputs).toEqual({ first_length: 2, second_length: 2, added: 0 });
  const counter = new Int32Array(new SharedArrayBuffer(4));
  await parallel(["add"], { inputs: { shared: counter } });
  expect(counter[0]).toBe(1);
});

it("says of data that no thread can send which node, dataset and place it is", async () => {
  const error = await rejection(() =>
    parallel(["func", "instance", "nested", "bytes"], { keepGoing: true, workers: 1 }),
  );
  const messages = (error.cause as AggregateError).errors.map((each: Error) => each.message.split(", and")[0]);
  expect(messages).toEqual([
    'node "func", output "func_made": func_made.model.layers[1]["on tide"] is a function',
    'node "instance", output "instance_made": instance_made.get("best")[0] is an instance of Model, which would lose its methods',
    'node "nested", output "nested_made": nested_made.log is a table within other data',
    'node "bytes", output "bytes_made": it is an instance of Buffer, which would lose its methods',
  ]);
  expect(error.message).toContain("4 nodes failed");
  const input = await rejection(() => parallel(["total"], { inputs: { table: { heights: [() => 1] } } }));
  expect(input.message).toMatch(
    /^node "total", input "table": table.heights\[0\] is a function, .*\nDeclare "table" in/,
  );
  const param = await rejection(() => parallel(["count"], { params: { depth: () => 1 } }));
  expect(param.message).toMatch(/^parameter "depth": it is a function/);
});

it("calls hooks of nodes in this thread, which may change inputs, and those of datasets in the worker", async () => {
  project.write("settings.ts", settingsFile);
  const seen: unknown[] = [];
  hook({
    beforeNodeRun: ({ inputData, params }) => {
      seen.push([...inputData], params);
      return { rows: [{ wave: 0 }] };
    },
    afterNodeRun: ({ outputData }) => void seen.push([...outputData]),
  });
  const { outputs } = await parallel(["count"], { inputs: { rows: [{ wave: 1 }, { wave: 2 }] } });
  expect(outputs).toEqual({ sum: 4 });
  const given = ["rows", [{ wave: 1 }, { wave: 2 }]];
  expect(seen).toEqual([[given, ["params:depth", 3]], { depth: 3 }, [["sum", 4]]]);
  expect(readFileSync("hooks.txt", "utf8")).toBe("loaded rows false\nnode count true\nsaved sum false\n");
});

it("fails a node whose hook throws, or gives what no thread can send, before its function is called", async () => {
  hook({
    beforeNodeRun({ name }) {
      if (name === "where") {
        throw new Error("not today");
      }
      return { rows: () => [] };
    },
  });
  const inputs = { rows: [] };
  const error = await rejection(() => parallel(["where", "count"], { keepGoing: true, workers: 1, inputs }));
  const errors = (error.cause as AggregateError).errors as Error[];
  expect(errors.map((each) => each.message.split("\n")[0])).toEqual([
    'node "where" failed: Error: not today',
    'node "count", input "rows": it is a function, and cannot go from one thread to another',
  ]);
});

it("gives workers the entries that code has added to the catalog, and what objects that it added load", async () => {
  catalog.add("rows", { type: "json", filepath: "data/rows.json" });
  const saved: unknown[] = [];
  catalog.add("sum", { load: () => saved.at(-1), save: (data) => void saved.push(data) });
  catalog.add("table", { load: () => ({ heights: new Float64Array([5, 6]) }) });
  const { outputs } = await parallel(["rows", "count", "total"]);
  expect(JSON.parse(readFileSync("data/rows.json", "utf8"))).toEqual([{ wave: 1 }, { wave: 2 }]);
  expect(saved).toEqual([5]);
  expect(outputs).toEqual({ sum: 5, total: 11 });
});

it("keeps the inputs of a node that may be tried again, also where data is released", async () => {
  const { outputs } = await parallel(["table", "again"], { release: true, workers: 1 });
  expect(outputs).toEqual({ again: 6 });
});

it("brings a node's error with class, code, stack and cause, tries again, and lets others go on", async () => {
  const failures: string[] = [];
  hook({ onNodeError: ({ name, attempt, willRetry }) => void failures.push(`${name} ${attempt} ${willRetry}`) });
  const error = await rejection(() => parallel(["fails", "once"], { keepGoing: true, workers: 1 }));
  expect(error).toMatchObject({ code: "pipeline.node-failed" });
  expect(error.message).toBe('node "fails" failed: RangeError: low tide');
  const cause = error.cause as Error & { code: string };
  expect(cause).toMatchObject({ name: "RangeError", message: "low tide", code: "E_TIDE", cause: { message: "moon" } });
  expect(cause.stack).toContain("pipelines/tides/pipeline.ts");
  expect(failures).toEqual(["fails 1 false", "once 1 true"]);
  expect(await catalog.load("tried")).toBe(1);
});

it("fails the node whose thread dies, and runs the others in another", async () => {
  const written = jest.spyOn(process.stdout, "write").mockReturnValue(true);
  const error = await rejection(() => parallel(["ends", "rejects", "where"], { keepGoing: true, workers: 1 }));
  const errors = (error.cause as AggregateError).errors as Error[];
  expect(errors.map((each) => each.message.split("\n")[0])).toEqual([
    'node "ends": the worker thread that ran it died: worker exited with code: 3',
    'node "rejects": the worker thread that ran it died: Error: loose',
  ]);
  expect(errors[0]).toMatchObject({ code: "pipeline.worker-died" });
  expect(await catalog.load("where")).toEqual({ isMainThread: false });
  expect(written.mock.calls.map(([text]) => text)).toEqual(["last words\n"]);
});

it("stops an endless loop when it is interrupted, and starts no further node", async () => {
  const started: string[] = [];
  hook({ beforeNodeRun: ({ name }) => void started.push(name) });
  jest.spyOn(process.stdout, "write").mockImplementation((text) => {
    if (text === "looping\n") {
      interruptRuns();
    }
    return true;
  });
  const error = await rejection(() => parallel(["loops", "where", "rows"], { workers: 1 }));
  expect(error).toMatchObject({ code: "pipeline.interrupted", message: 'node "loops" was interrupted' });
  expect(started.at(-1)).toBe("loops");
});

it("prints whole lines, each node's in their order", async () => {
  const written = jest.spyOn(process.stdout, "write").mockReturnValue(true);
  await parallel(["ebb", "flow"]);
  const lines = written.mock.calls
    .map(([text]) => String(text))
    .join("")
    .split("\n")
    .slice(0, -1);
  const numbers = Array.from({ length: 20 }, (_, line) => line);
  expect(lines.filter((line) => line.startsWith("ebb"))).toEqual(numbers.map((line) => `ebb ${line}`));
  expect(lines.filter((line) => line.startsWith("flow"))).toEqual(numbers.map((line) => `flow ${line}`));
  expect(lines).toHaveLength(40);
});
