import { rmSync, utimesSync } from "node:fs";
import { inspect } from "node:util";
import { catalog } from "../../../kernel-helpers/src/catalog";
import { node, setNotebookBindings } from "../../../kernel-helpers/src/pipeline";
import { explain, run } from "../../../kernel-helpers/src/runner";
import { TemporaryProject } from "../../support/temporary-project";

let project: TemporaryProject;
let bindings: Record<string, unknown>;
beforeEach(() => {
  project = new TemporaryProject({
    "conf/base/catalog.yml": "ships: {type: json, filepath: ships.json}\ncount: {type: json, filepath: count.json}\n",
    "conf/base/parameters.yml": "filter:\n  at_least: 2\n",
    "ships.json": "[1, 2, 3]",
  });
  bindings = { keep: (ships: number[], atLeast: number) => ships.filter((each) => each >= atLeast) };
  setNotebookBindings(() => bindings);
});
afterEach(() => {
  setNotebookBindings(undefined);
  project.dispose();
});

/** Nodes of the function that the notebook calls `keep`, as a cell makes them. */
const nodes = () => {
  const keep = bindings["keep"] as (ships: number[], atLeast: number) => number[];
  return {
    filter: node(keep, ["ships", "params:filter.at_least"], "kept", { name: "filter" }),
    count: node((kept: number[]) => kept.length, "kept", "count", { name: "count" }),
  };
};

/** Writes a file so that it is newer, however fast the test is. */
const rewrite = (path: string, text: string) => {
  const file = project.write(path, text);
  utimesSync(file, new Date(), new Date(Date.now() + 5000));
};

it("tells where inputs come from", async () => {
  const { filter, count } = nodes();
  expect((await explain(filter)).inputs).toMatchObject([
    { name: "ships", kind: "json", source: "ships.json" },
    { name: "params:filter.at_least", kind: "parameter", source: "2, conf/base/parameters.yml:2:3" },
  ]);
  expect((await explain(count)).inputs[0]).toMatchObject({ kind: "missing" });
  await run(filter);
  expect((await explain(count)).inputs[0]?.source).toMatch(/^made by node "filter" at \d\d:\d\d:\d\d$/);
  await catalog.save("kept", [9]);
  expect((await explain(count)).inputs[0]?.source).toBe("put into memory by hand");
});

it("finds a node up to date that would make the same again, and says so in words", async () => {
  const { filter, count } = nodes();
  expect((await explain(filter)).stale).toBe("it has not run in this session");
  await run(filter);
  await run(count);
  expect((await explain(filter)).stale).toBeUndefined();
  expect((await explain(count)).stale).toBeUndefined();
  expect(inspect(await explain(count))).toMatch(/^count: up to date\n {2}kept {2}made by node "filter" at/);
});

it.each([
  ["its code", () => (bindings["keep"] = (ships: number[]) => ships), /^its code has changed since it ran at/],
  [
    "a parameter",
    () => rewrite("conf/base/parameters.yml", "filter:\n  at_least: 3\n"),
    /^params:filter\.at_least has/,
  ],
  ["a file", () => rewrite("ships.json", "[4]"), /^ships has changed/],
])("finds a node out of date when %s changes, and those after it", async (_, change, why) => {
  const { filter, count } = nodes();
  bindings["filterNode"] = filter;
  await run(filter);
  await run(count);
  change();
  expect((await explain(filter)).stale).toMatch(why);
  const after = await explain(count);
  expect(after.stale).toMatch(/^kept is out of date: of node "filter", (?:its code|params|ships)/);
  expect(after.inputs[0]?.stale).toMatch(why);
  await run(filter);
  expect((await explain(count)).stale).toMatch(/^kept has changed/);
});

it("finds a node out of date whose output is gone", async () => {
  const { filter, count } = nodes();
  await run(filter);
  await run(count);
  rmSync("count.json");
  expect((await explain(count)).stale).toBe("count is not there any more");
});
