import { existsSync } from "node:fs";
import { join } from "node:path";
import { inspect } from "node:util";
import { catalog } from "../../../kernel-helpers/src/catalog";
import { node, pipeline, setNotebookBindings } from "../../../kernel-helpers/src/pipeline";
import { interruptRuns, params, registerHooks, run } from "../../../kernel-helpers/src/runner";
import { recordHooks, type HookCalls } from "../../support/recorded-hooks";
import { rejection } from "../../support/rejection";
import { TemporaryProject } from "../../support/temporary-project";

type Row = Record<string, number>;

let project: TemporaryProject;
let hooks: HookCalls;
beforeEach(() => {
  project = new TemporaryProject({
    "conf/base/catalog.yml": `
ships: {type: csv, filepath: data/ships.csv}
long_ships: {type: csv, filepath: data/long_ships.csv}
evaluation: {type: metrics, filepath: data/evaluation.json}
`,
    "conf/base/parameters.yml": "filter: {at_least: 100, unit: m}\nseed: 7\n",
    "data/ships.csv": "id,length\n1,90\n2,120\n3,300\n",
  });
  hooks = recordHooks();
});
afterEach(() => {
  hooks.stop();
  project.dispose();
});

const filterShips = (ships: Row[], atLeast: number) => ships.filter((ship) => (ship["length"] ?? 0) >= atLeast);
const filter = node(filterShips, ["ships", "params:filter.at_least"], "long_ships", { name: "filter" });
const count = node((ships: Row[]) => ({ ships: ships.length }), "long_ships", "count_metrics", { name: "count" });

describe("run", () => {
  it("takes inputs from the catalog and saves declared outputs to their files", async () => {
    const result = await run(filter);
    expect(result.status).toBe("FINISHED");
    expect(result.outputs).toEqual({
      long_ships: [
        { id: 2, length: 120 },
        { id: 3, length: 300 },
      ],
    });
    expect(await catalog.load("long_ships")).toEqual(result.outputs["long_ships"]);
  });

  it("runs a pipeline in order and returns what no other node took", async () => {
    const result = await run(pipeline([count, filter]));
    expect(result.nodes.map((each) => each.name)).toEqual(["filter", "count"]);
    expect(result.outputs).toEqual({ count_metrics: { ships: 2 } });
  });

  it("finds in memory what an earlier run made", async () => {
    await run(filter);
    await run(count);
    expect(await catalog.load("count_metrics")).toEqual({ ships: 2 });
  });

  it("awaits async functions", async () => {
    const later = node(() => Promise.resolve(5), null, "five", { name: "later" });
    expect((await run(later)).outputs).toEqual({ five: 5 });
  });

  it("hands objects of inputs over by property and takes outputs apart by property or position", async () => {
    const split = node(
      ({ rows }: { rows: Row[] }) => ({ a: rows.length, b: 2 }),
      { rows: "ships" },
      { a: "x", b: "y" },
      { name: "s" },
    );
    const swap = node((x: number, y: number) => [y, x], ["x", "y"], ["p", "q"], { name: "swap" });
    expect((await run(pipeline([split, swap]))).outputs).toEqual({ p: 2, q: 3 });
  });

  it("overrides parameters by dotted key, for this run and within its functions only", async () => {
    const read = node(
      (all: Row, seed: number) => [all, seed, params("filter.at_least")],
      ["params:filter", "params:seed"],
      "seen",
      {
        name: "read",
      },
    );
    const { outputs } = await run(read, { params: { "filter.at_least": 250, seed: 8 } });
    expect(outputs["seen"]).toEqual([{ at_least: 250, unit: "m" }, 8, 250]);
    expect(params("filter.at_least")).toBe(100);
  });

  it("lets a node ask for a parameter that only the run gives", async () => {
    const echo = node((value: number) => value, "params:extra.depth", "echo", { name: "echo" });
    expect((await run(echo, { params: { "extra.depth": 3 } })).outputs).toEqual({ echo: 3 });
  });

  it("gives each node a copy of its parameters", async () => {
    const spoil = node((all: Row) => ((all["at_least"] = 0), 1), "params:filter", "spoilt", { name: "spoil" });
    await run(spoil);
    expect(params("filter.at_least")).toBe(100);
  });

  it("gives all parameters under the name parameters", async () => {
    const all = node((parameters: Row) => Object.keys(parameters), "parameters", "keys", { name: "all" });
    expect((await run(all)).outputs["keys"]).toEqual(["filter", "seed"]);
  });

  it("takes inputs given to it instead of the catalog's, and does not keep them", async () => {
    const { outputs } = await run(filter, { inputs: { ships: [{ id: 9, length: 999 }] } });
    expect(outputs["long_ships"]).toEqual([{ id: 9, length: 999 }]);
    expect(await catalog.load("ships")).toHaveLength(3);
  });

  it("runs only what is selected", async () => {
    const made: string[] = [];
    const step = (from: string | null, to: string) =>
      node(() => made.push(to), from as string, to, { name: `make_${to}` });
    const line = pipeline([step(null, "a"), step("a", "b"), step("b", "c"), step("a", "d")]);
    const ran = async (selection: object) => {
      made.length = 0;
      await run(line, selection);
      return made.join("");
    };
    expect(await ran({})).toBe("abdc");
    expect(await ran({ to: "make_c" })).toBe("abc");
    expect(await ran({ from: ["make_b", "make_d"] })).toBe("bdc");
    expect(await ran({ from: "make_b", to: "make_c" })).toBe("bc");
    expect(await ran({ nodes: ["make_d", "make_b"] })).toBe("bd");
  });

  it("uses a function that the notebook has defined again since", async () => {
    const bindings: Record<string, unknown> = {};
    setNotebookBindings(() => bindings);
    try {
      const greet = () => "old";
      bindings["greet"] = greet;
      const greeting = node(greet, null, "greeting");
      bindings["greet"] = () => "new";
      expect((await run(greeting)).outputs).toEqual({ greeting: "new" });
    } finally {
      setNotebookBindings(undefined);
    }
  });

  it("says little when a cell shows it, for the nodes are shown already", async () => {
    const result = await run(filter);
    expect(inspect(result)).toMatch(/^RunResult \{ FINISHED: 1 node in \d+ ms, outputs: long_ships \}$/);
    expect((result as unknown as Record<symbol, () => unknown>)[Symbol.for("Jupyter.display")]?.()).toEqual({});
  });
});

describe("hooks", () => {
  it("are told of each run and node in order", async () => {
    await run(pipeline([filter, count]));
    expect(hooks.calls.map(([name]) => name)).toEqual([
      "beforePipelineRun",
      "beforeNodeRun",
      "afterNodeRun",
      "beforeNodeRun",
      "afterNodeRun",
      "afterPipelineRun",
    ]);
    const started = hooks.of("beforePipelineRun")[0]?.[0];
    expect(started?.nodeNames).toEqual(["filter", "count"]);
    expect(hooks.of("afterPipelineRun")).toMatchObject([
      [{ runId: started?.runId, outputs: { count_metrics: { ships: 2 } } }],
    ]);
  });

  it("see inputs, params, outputs and duration of a node", async () => {
    await run(filter);
    expect(hooks.of("afterNodeRun")).toMatchObject([
      [
        {
          name: "filter",
          inputs: [
            { name: "ships", kind: "table", rows: 3, columns: 2 },
            { name: "params:filter.at_least", kind: "number" },
          ],
          params: { "filter.at_least": 100 },
          outputs: [{ name: "long_ships", kind: "table", rows: 2, columns: 2 }],
          durationMs: expect.any(Number),
        },
      ],
    ]);
  });

  it.each([
    ["an undeclared output named metrics", "metrics", { auc: 0.5, kind: "x" }, { auc: 0.5 }],
    [
      "an undeclared output that ends in _metrics",
      "test_metrics",
      { a: { b: NaN, c: -Infinity } },
      { "a/b": "NaN", "a/c": "-Infinity" },
    ],
    ["a declared metrics dataset", "evaluation", { auc: 1, by: { kind: 2 } }, { auc: 1, "by/kind": 2 }],
    ["not any other output", "numbers", { auc: 0.5 }, {}],
    ["not a metrics output that is no object", "metrics", [1, 2], {}],
  ])("get metrics of %s", async (_, output, value, metrics) => {
    await run(node(() => value, null, output, { name: "n" }));
    expect(hooks.of("afterNodeRun")[0]?.[0].metrics).toEqual(metrics);
  });

  it("are told of a failed node with what it threw", async () => {
    const thrown = new TypeError("no draught");
    await rejection(() => run(node(() => Promise.reject(thrown), null, "x", { name: "n" })));
    expect(hooks.of("onNodeError")[0]?.[0]).toMatchObject({ name: "n", error: thrown });
    expect(hooks.of("onPipelineError")).toHaveLength(1);
    expect(hooks.of("afterPipelineRun")).toHaveLength(0);
  });

  it("fail the node when they throw before or after it", async () => {
    const stop = registerHooks({
      afterNodeRun: () => {
        throw new Error("bad metric name");
      },
    });
    try {
      expect((await rejection(() => run(filter))).message).toContain('node "filter" failed: Error: bad metric name');
    } finally {
      stop();
    }
  });

  it("do not hide a node's error when they throw in their turn", async () => {
    const complaints = jest.spyOn(console, "error").mockImplementation(() => undefined);
    const stop = registerHooks({
      onNodeError: () => {
        throw new Error("hook");
      },
    });
    try {
      const failing = node(() => JSON.parse("{") as unknown, null, "x", { name: "n" });
      expect((await rejection(() => run(failing))).message).toContain('node "n" failed: SyntaxError');
      expect(complaints).toHaveBeenCalledTimes(1);
    } finally {
      stop();
    }
  });

  it("are told of parameters read in a cell", () => {
    params("filter.at_least");
    expect(hooks.calls).toEqual([["onParameterRead", "filter.at_least", 100]]);
  });
});

describe("a run that cannot start", () => {
  const ran = jest.fn(() => 1);
  const first = node(ran, "ships", "one", { name: "first" });

  it.each<[string, () => unknown, string, string, string]>([
    [
      "an unknown dataset",
      () => run(pipeline([first, node((x: number) => x, "shps", "y", { name: "n" })])),
      "catalog.unknown",
      'node "n", input "shps"',
      '"ships"',
    ],
    [
      "an output that another node misspelt",
      () => run(pipeline([first, node((x: number) => x, "onee", "y", { name: "n" })])),
      "catalog.unknown",
      'input "onee"',
      'Did you mean "one", which another node',
    ],
    [
      "a missing file",
      () => run(pipeline([first, count])),
      "catalog.missing-file",
      "data/long_ships.csv",
      "run the node that makes it",
    ],
    [
      "an unknown parameter",
      () => run(pipeline([first, node((x: number) => x, "params:filter.at_most", "y", { name: "n" })])),
      "params.unknown",
      'node "n", input "params:filter.at_most"',
      '"filter.at_least"',
    ],
    [
      "an unknown override",
      () => run(first, { params: { "filter.at_lest": 1 } }),
      "params.unknown",
      '"filter.at_lest"',
      '"filter.at_least"',
    ],
    [
      "an input that no node takes",
      () => run(first, { inputs: { shipz: [] } }),
      "pipeline.unknown-input",
      '"shipz"',
      '"ships"',
    ],
    [
      "a parameter given as an input",
      () => run(filter, { inputs: { "params:filter.at_least": 1 } }),
      "pipeline.unknown-input",
      "params:filter",
      "{ params:",
    ],
    [
      "an input that a node makes",
      () => run(pipeline([filter, count]), { inputs: { long_ships: [] } }),
      "pipeline.input-made",
      '"filter"',
      "Leave node",
    ],
    ["an unknown node", () => run(pipeline([first]), { to: "frist" }), "pipeline.unknown-node", '"frist"', '"first"'],
    [
      "no node left",
      () => run(pipeline([filter, count]), { from: "count", to: "filter" }),
      "pipeline.empty",
      "no node",
      'at or after node "count" and at or before node "filter"',
    ],
    ["no node at all", () => run(pipeline([])), "pipeline.empty", "no node", "has no nodes"],
  ])("because of %s says so before any node runs", async (_, code, expected, named, hint) => {
    const error = await rejection(code);
    expect(error.code).toBe(expected);
    expect(error.message).toContain(named);
    expect(error.hint).toContain(hint);
    expect(ran).not.toHaveBeenCalled();
    expect(hooks.calls).toEqual([]);
  });

  it("because an output's entry in the catalog is wrong names node, output and place, and does not do the work first", async () => {
    project.write(
      "conf/base/catalog.yml",
      "ships: {type: csv, filepath: data/ships.csv}\nsheet: {type: spreadsheet}\n",
    );
    const work = jest.fn(() => 1);
    const error = await rejection(() => run(node(work, null, "sheet", { name: "print" })));
    expect(error.code).toBe("catalog.unknown-type");
    expect(error.message).toContain('node "print", output "sheet": conf/base/catalog.yml:2:');
    expect(work).not.toHaveBeenCalled();
  });
});

describe("a node that fails", () => {
  it("is named, with what it threw as the cause and earlier results kept", async () => {
    const thrown = new RangeError("too long");
    const failing = node(
      () => {
        throw thrown;
      },
      "long_ships",
      "x",
      { name: "failing" },
    );
    const after = jest.fn(() => 1);
    const error = await rejection(() => run(pipeline([filter, failing, node(after, "x", "y", { name: "after" })])));
    expect(error.code).toBe("pipeline.node-failed");
    expect(error.message).toBe('node "failing" failed: RangeError: too long');
    expect(error.cause).toBe(thrown);
    expect(existsSync(join(project.root, "data/long_ships.csv"))).toBe(true);
    expect(after).not.toHaveBeenCalled();
  });

  it("may throw what is no error", async () => {
    const failing = node(() => Promise.reject("quay full"), null, "x", { name: "failing" }); // eslint-disable-line @typescript-eslint/prefer-promise-reject-errors -- that is the case
    expect((await rejection(() => run(failing))).message).toContain("quay full");
  });

  it.each<[string, unknown, string | string[] | Record<string, string>, string]>([
    ["nothing", undefined, "x", 'returned undefined for output "x"'],
    ["too few values", [1], ["x", "y"], "returned 1 values for 2 outputs (x, y)"],
    ["one value for a list", 1, ["x", "y"], "returned a number for 2 outputs"],
    ["no object for properties", 1, { a: "x" }, "returned a number"],
    ["other properties", { b: 1 }, { a: "x" }, "without a and with b"],
    ["a hole in a list", [1, undefined], ["x", "y"], 'undefined for output "y"'],
  ])("because it returned %s saves none of its outputs", async (_, value, outputs, problem) => {
    const error = await rejection(() => run(node(() => value, null, outputs, { name: "n" })));
    expect(error.code).toBe("pipeline.outputs");
    expect(error.message).toContain(problem);
    expect(await catalog.exists("x")).toBe(false);
  });

  it("because its output does not fit its file names node, dataset and place", async () => {
    const failing = node(() => [{ a: {} }], null, "long_ships", { name: "n" });
    const error = await rejection(() => run(failing));
    expect(error.message).toContain('node "n", output: dataset "long_ships": row 1, column "a"');
  });

  it("because an input's file is broken names node and input", async () => {
    project.write("data/ships.csv", "a,b\n1\n");
    const error = await rejection(() => run(filter));
    expect(error.message).toContain('node "filter", input "ships": dataset "ships": data/ships.csv:2');
    expect(hooks.of("onNodeError")).toHaveLength(1);
  });

  it("because it was interrupted while it awaited says so and stops the run", async () => {
    const waiting = node(() => new Promise(() => undefined), null, "x", { name: "waiting" });
    const stop = registerHooks({ beforeNodeRun: () => setImmediate(interruptRuns) });
    try {
      const error = await rejection(() => run(waiting));
      expect(error.code).toBe("pipeline.interrupted");
      expect(error.message).toBe('node "waiting" was interrupted');
    } finally {
      stop();
    }
  });

  it("because SIGINT came in a synchronous loop says so, where SIGINT is handled", async () => {
    const listen = () => undefined;
    process.on("SIGINT", listen);
    try {
      const looping = node(
        () => {
          process.kill(process.pid, "SIGINT");
          for (;;);
        },
        null,
        "x",
        { name: "looping" },
      );
      expect((await rejection(() => run(looping))).code).toBe("pipeline.interrupted");
    } finally {
      process.off("SIGINT", listen);
    }
  });
});

describe("params", () => {
  it("reads a dotted key or a branch, fresh from the file", () => {
    expect(params("filter")).toEqual({ at_least: 100, unit: "m" });
    project.write("conf/base/parameters.yml", "filter: {at_least: 2000}\n");
    expect(params<number>("filter.at_least")).toBe(2000);
  });

  it("names the file and the nearest key for an unknown one", async () => {
    const error = await rejection(() => params("filter.atleast"));
    expect(error.message).toContain('no parameter "filter.atleast" in conf/base/parameters.yml');
    expect(error.hint).toContain('"filter.at_least"');
  });

  it("says that the project has no parameters file", async () => {
    const other = new TemporaryProject();
    try {
      expect((await rejection(() => params("a"))).message).toContain("which does not exist");
    } finally {
      other.dispose();
    }
  });
});
