import { existsSync, readFileSync, rmSync, utimesSync } from "node:fs";
import { catalog } from "../../../kernel-helpers/src/catalog";
import type { NodeDigests } from "../../../kernel-helpers/src/messages";
import { node, pipeline } from "../../../kernel-helpers/src/pipeline";
import { run, type RunResult } from "../../../kernel-helpers/src/runner";
import { Table } from "../../../kernel-helpers/src/table";
import { rejection } from "../../support/rejection";
import { TemporaryProject } from "../../support/temporary-project";

let project: TemporaryProject;
let ran: string[];
beforeEach(() => {
  project = new TemporaryProject({
    "conf/base/catalog.yml": "raw: {type: json, filepath: raw.json}\nclean: {type: json, filepath: clean.json}\n",
    "conf/base/parameters.yml": "depth: 2\n",
    "raw.json": "[1, 2]",
  });
  ran = [];
});
afterEach(() => project.dispose());

const rewrite = (path: string, text: string) => {
  utimesSync(project.write(path, text), new Date(), new Date(Date.now() + 5000));
};
const noting =
  <Inputs extends unknown[], Output>(name: string, code: (...inputs: Inputs) => Output) =>
  (...inputs: Inputs): Output => {
    ran.push(name);
    return code(...inputs);
  };

describe("a run that resumes another", () => {
  const clean = node(
    noting("clean", (raw: number[]) => raw.map((each) => 2 * each)),
    ["raw"],
    "clean",
    { name: "clean" },
  );
  const split = node(
    noting("split", (all: number[]) => all.slice(1)),
    ["clean"],
    "part",
    { name: "split" },
  );
  const train = node(
    noting("train", (part: unknown, depth: unknown) => [part, depth]),
    ["part", "params:depth"],
    "model",
    {
      name: "train",
    },
  );
  const whole = pipeline([clean, split, train]);

  const digestsOf = ({ nodes }: RunResult): Map<string, NodeDigests> =>
    new Map(nodes.map((each) => [each.name, each.digests!]));

  /** Runs as another process would: with nothing in memory. */
  const resume = async (completed: ReadonlyMap<string, NodeDigests>, options = {}) => {
    for (const name of ["part", "model"]) {
      await catalog.save(name, null);
      catalog.release(name);
    }
    ran = [];
    await run(whole, { completed, ...options });
    return ran;
  };

  it("runs nothing when all is as it was", async () => {
    expect(await resume(digestsOf(await run(whole)))).toEqual([]);
  });

  it("runs what was not completed, and what it needs that only memory had", async () => {
    const completed = digestsOf(await run(whole));
    completed.delete("train");
    expect(await resume(completed)).toEqual(["split", "train"]);
  });

  it.each([
    ["a file that it reads", () => rewrite("raw.json", "[3]"), ["clean", "split", "train"]],
    ["a file that it made", () => rewrite("clean.json", "[5, 5]"), ["clean", "split", "train"]],
    ["a file that is gone", () => rmSync("clean.json"), ["clean", "split", "train"]],
    ["a parameter", () => rewrite("conf/base/parameters.yml", "depth: 3\n"), ["split", "train"]],
  ])("runs what depends on %s that has changed", async (_, change, expected) => {
    const completed = digestsOf(await run(whole));
    change();
    expect(await resume(completed)).toEqual(expected);
  });

  it("runs a node whose code has changed", async () => {
    const completed = digestsOf(await run(whole));
    completed.set("clean", { ...completed.get("clean")!, code: "another" });
    expect(await resume(completed)).toEqual(["clean", "split", "train"]);
  });

  it("runs what was given data that nobody can compare", async () => {
    const completed = digestsOf(await run(whole, { inputs: { raw: [7, 7] } }));
    expect(await resume(completed)).toEqual(["clean", "split", "train"]);
  });
});

describe("a node that may be cached", () => {
  const slow = node(
    noting("slow", (raw: number[], depth: number) => raw.map((each) => each * depth)),
    ["raw", "params:depth"],
    "clean",
    {
      name: "slow",
      cache: true,
    },
  );

  it("does not run again on the same inputs: its files are put back", async () => {
    await run(slow);
    rmSync("clean.json");
    const { nodes, outputs } = await run(slow);
    expect(ran).toEqual(["slow"]);
    expect(nodes[0]).toMatchObject({ status: "ok", cached: true });
    expect(outputs).toEqual({ clean: [2, 4] });
    expect(JSON.parse(readFileSync("clean.json", "utf8"))).toEqual([2, 4]);
  });

  it("keeps what lives in memory, too, and gives it to the next node", async () => {
    const make = node(
      noting("make", () => new Map([["a", 1]])),
      [],
      "table",
      { name: "make", cache: true },
    );
    const take = node((table: Map<string, number>) => table.get("a"), "table", "a", { name: "take" });
    await run(pipeline([make, take]));
    const { outputs } = await run(pipeline([make, take]));
    expect(ran).toEqual(["make"]);
    expect(outputs).toEqual({ a: 1 });
  });

  it("keeps tables as tables", async () => {
    const make = node(
      noting("make", () => Table.from([{ port: "Kiel", waves: null }])),
      [],
      "calls",
      { name: "make", cache: true },
    );
    await run(make);
    const { outputs } = await run(make);
    expect(ran).toEqual(["make"]);
    expect(outputs["calls"]).toEqual([{ port: "Kiel", waves: null }]);
    expect((outputs["calls"] as Table).columnNames).toEqual(["port", "waves"]);
  });

  it("runs again on other inputs, and finds the first ones again later", async () => {
    await run(slow);
    await run(slow, { params: { depth: 5 } });
    expect(await catalog.load("clean")).toEqual([5, 10]);
    await run(slow);
    expect(ran).toEqual(["slow", "slow"]);
    expect(await catalog.load("clean")).toEqual([2, 4]);
  });

  it("runs again on data that was given to it, of which nothing is known", async () => {
    await run(slow, { inputs: { raw: [1] } });
    await run(slow, { inputs: { raw: [1] } });
    expect(ran).toEqual(["slow", "slow"]);
    expect(existsSync(".trackside/cache")).toBe(false);
  });

  it("says which output cannot be kept", async () => {
    const make = node(() => () => 1, null, "func", { name: "make", cache: true });
    const error = await rejection(() => run(make));
    expect(error.code).toBe("pipeline.not-cacheable");
    expect(error.message).toContain('node "make": its output "func"');
  });
});
