import { appendFileSync, readFileSync } from "node:fs";
import { catalog } from "../../../kernel-helpers/src/catalog";
import { node, pipeline } from "../../../kernel-helpers/src/pipeline";
import { registerHooks, run, type PipelineHooks } from "../../../kernel-helpers/src/runner";
import { rejection } from "../../support/rejection";
import { TemporaryProject } from "../../support/temporary-project";

let project: TemporaryProject;
let stops: (() => void)[];
beforeEach(() => {
  project = new TemporaryProject({ "conf/base/parameters.yml": "depth: 3\n" });
  stops = [];
});
afterEach(() => {
  stops.forEach((stop) => stop());
  project.dispose();
});

const register = (hooks: PipelineHooks) => stops.push(registerHooks(hooks));
const double = node((value: number) => 2 * value, "one", "two", { name: "double" });
const half = node((value: number) => value / 2, "two", "three", { name: "half" });

/** Every hook of a plugin that writes its name down. */
function writingDown(calls: string[], order = 0): PipelineHooks {
  const note = (name: string) => () => void calls.push(order === 0 ? name : `${order} ${name}`);
  return {
    order,
    afterContextCreated: note("afterContextCreated"),
    afterCatalogCreated: note("afterCatalogCreated"),
    beforePipelineRun: note("beforePipelineRun"),
    afterPipelineRun: note("afterPipelineRun"),
    onPipelineError: note("onPipelineError"),
    beforeNodeRun: note("beforeNodeRun"),
    afterNodeRun: note("afterNodeRun"),
    onNodeError: note("onNodeError"),
    beforeDatasetLoaded: ({ name }) => note(`load ${name}`)(),
    afterDatasetLoaded: ({ name, data }) => note(`loaded ${name}: ${String(data)}`)(),
    beforeDatasetSaved: ({ name, data }) => note(`save ${name}: ${String(data)}`)(),
    afterDatasetSaved: ({ name }) => note(`saved ${name}`)(),
  };
}

it("calls Kedro's twelve, in the order in which things happen", async () => {
  const calls: string[] = [];
  register(writingDown(calls));
  await run(double, { inputs: { one: 1 } });
  await rejection(() => run(node(() => Promise.reject(new Error("low tide")), null, "x", { name: "bad" })));
  expect(calls).toEqual([
    "afterContextCreated",
    "afterCatalogCreated",
    "beforePipelineRun",
    "load one",
    "loaded one: 1",
    "beforeNodeRun",
    "save two: 2",
    "saved two",
    "afterNodeRun",
    "afterPipelineRun",
    "afterCatalogCreated",
    "beforePipelineRun",
    "beforeNodeRun",
    "onNodeError",
    "onPipelineError",
  ]);
});

it("calls plugins by their order, those of settings.ts last among equals", async () => {
  const note = (name: string) => appendFileSync("calls.txt", `${name} `);
  project.write(
    "settings.ts",
    `import { appendFileSync } from "node:fs";
     export const settings = { hooks: [{ afterPipelineRun: () => appendFileSync("calls.txt", "settings ") }] };`,
  );
  register({ order: 5, afterPipelineRun: () => note("late") });
  register({ afterPipelineRun: () => note("plain") });
  register({ order: -1, afterPipelineRun: () => note("early") });
  await run(double, { inputs: { one: 1 } });
  expect(readFileSync("calls.txt", "utf8")).toBe("early plain settings late ");
});

it("waits for hooks that are async", async () => {
  const calls: string[] = [];
  register({
    beforeNodeRun: async () => {
      await new Promise(setImmediate);
      calls.push("ready");
    },
  });
  await run(node(() => calls.push("ran"), null, "x", { name: "x" }));
  expect(calls).toEqual(["ready", "ran"]);
});

it("lets beforeNodeRun replace inputs by name, and refuses a name that the node does not take", async () => {
  register({ beforeNodeRun: ({ name }) => (name === "double" ? { one: 21 } : undefined) });
  expect((await run(double, { inputs: { one: 1 } })).outputs).toEqual({ two: 42 });
  register({ beforeNodeRun: () => ({ oen: 1 }) });
  const error = await rejection(() => run(double, { inputs: { one: 1 } }));
  expect(error.code).toBe("pipeline.hook-input");
  expect(error.message).toContain('"oen"');
});

it("runs nodes and pipelines within what aroundNodeRun and aroundPipelineRun make of them", async () => {
  const calls: string[] = [];
  const around = (name: string): PipelineHooks => ({
    aroundPipelineRun: async (started, next) => {
      calls.push(`${name} ${started.nodeNames.join()}`);
      const result = await next();
      calls.push(`${name} done`);
      return result;
    },
    aroundNodeRun: async (of, next) => {
      calls.push(`${name} ${of.name}`);
      return next();
    },
  });
  register(around("outer"));
  register(around("inner"));
  await run(double, { inputs: { one: 1 } });
  expect(calls).toEqual(["outer double", "inner double", "outer double", "inner double", "inner done", "outer done"]);
});

it("fails the run with what a hook throws before it, and keeps to the first failure after it", async () => {
  const complain = jest.spyOn(console, "error").mockImplementation(() => undefined);
  register({
    beforePipelineRun: () => {
      throw new Error("not today");
    },
    onPipelineError: () => {
      throw new Error("nor tomorrow");
    },
  });
  await expect(run(double, { inputs: { one: 1 } })).rejects.toThrow("not today");
  expect(complain).toHaveBeenCalledWith("The hook onPipelineError failed:", expect.any(Error));
});

it("tells what the run was asked for", async () => {
  const seen = jest.fn();
  register({ beforePipelineRun: ({ runParams, pipeline: selected }) => void seen(runParams, selected.outputs) });
  await run(pipeline([double, half]), { inputs: { one: 1 }, to: "double", params: { depth: 4 } });
  expect(seen).toHaveBeenCalledWith(
    expect.objectContaining({
      runner: "sequential",
      selection: { to: "double" },
      runtimeParams: { depth: 4 },
      environment: "local",
    }),
    ["two"],
  );
});

it("hands the catalog to afterCatalogCreated before inputs are looked for", async () => {
  register({
    afterCatalogCreated: ({ catalog: created, parameters }) => created.save("one", Number(parameters["depth"])),
  });
  expect((await run(double)).outputs).toEqual({ two: 6 });
  expect(await catalog.load("one")).toBe(3);
});
