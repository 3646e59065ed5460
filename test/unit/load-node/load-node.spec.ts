import { join, resolve } from "node:path";
import { setCellInserter } from "../../../kernel-helpers/src/display";
import { loadNode } from "../../../kernel-helpers/src/load-node";
import { node, setCellSources, setNotebookBindings } from "../../../kernel-helpers/src/pipeline";
import { TemporaryProject } from "../../support/temporary-project";

/** Without tracking, which "trackside" would bring along: the project's modules are compiled anew for each test. */
const api = resolve(__dirname, "../../../kernel-helpers/src/pipeline");

const files = {
  "conf/base/parameters.yml": "rate: 2\n",
  "notebooks/scores.ts": "export const score = (rows: number[]) => rows.length;\n",
  "lib/index.ts": 'export * from "./numbers";\nexport { Unit as Measure } from "./numbers";\n',
  "lib/numbers.ts":
    "export interface Unit { name: string }\nconst one = 1;\n/** Adds one. */\nexport const plus = (value: number): number => value + one;\n" +
    "export const unused = 5;\n",
  "pipelines/tides/nodes.ts": `
import { basename as nameOf } from "node:path";
import * as os from "node:os";
import { plus as increase, type Measure } from "../../lib";
import { score } from "../../notebooks/scores";

/** What a tide is. */
export type Tide = { height: number; unit: Measure };

const limit = 10, other = 3;
export const helper = (tide: Tide) => tide.height < limit;

// not needed
export function forget(tide: Tide) { return os.EOL; }

/** Keeps some. */
export async function keepTides(tides: Tide[], rate: number): Promise<Tide[]> {
  const kept = tides.filter((limit) => helper(limit) || nameOf("x") === "x");
  return kept.slice(0, increase(rate) + score([]));
}
export const count = ({ tides, rate }: { tides: Tide[]; rate: number }) => ({ all: tides.length, rate });
const twice = (work: (value: number) => number) => (value: number) => work(work(value));
export const rise = twice((value) => value + 1);
export const both = (a: string, ...rest: number[]) => [a, rest.length] as const;
`,
  "pipelines/tides/pipeline.ts": `
import { node, pipeline } from "${api}";
import { both, count, keepTides, rise } from "./nodes";
import { plus } from "../../lib";
export const createPipeline = () => pipeline([
  node(keepTides, ["tides", "params:rate"], "kept tides", { name: "keep", tags: ["raw"], retries: 2 }),
  node(count, { tides: "kept tides", rate: "params:rate" }, { all: "all", rate: "rate" }, { name: "count" }),
  node(rise, "all", "risen", { name: "rise" }),
  node(both, ["risen", "all"], ["a", "b"], { name: "both" }),
  pipeline([node((risen: number) => plus(risen), "risen", "higher", { name: "to-be.higher" })], { namespace: "eu", inputs: "risen" }),
]);`,
};

let project: TemporaryProject;
let inserted: readonly string[];
beforeEach(() => {
  project = new TemporaryProject(files);
  process.chdir(join(project.root, "notebooks"));
  inserted = [];
  setCellInserter((cells) => {
    inserted = cells;
    return true;
  });
});
afterEach(() => {
  setCellInserter(undefined);
  setCellSources(undefined);
  setNotebookBindings(undefined);
  project.dispose();
});

it("loads a function with what it needs, also of other files, and nothing else", async () => {
  await loadNode("keep");
  expect(inserted[0]).toBe(`// node "keep", from pipelines/tides/nodes.ts
import { basename as nameOf } from "node:path";
import { score } from "./scores";

interface Unit { name: string }

type Measure = Unit;

/** What a tide is. */
type Tide = { height: number; unit: Measure };

const limit = 10, other = 3;

const helper = (tide: Tide) => tide.height < limit;

const one = 1;

/** Adds one. */
const plus = (value: number): number => value + one;

const increase = plus;

/** Keeps some. */
async function keepTides(tides: Tide[], rate: number): Promise<Tide[]> {
  const kept = tides.filter((limit) => helper(limit) || nameOf("x") === "x");
  return kept.slice(0, increase(rate) + score([]));
}`);
});

it("loads its inputs under the names that the function has for them, calls it, and makes the node", async () => {
  await loadNode("keep");
  expect(inserted.slice(1)).toEqual([
    'const tides = await catalog.load<Tide[]>("tides");\nconst rate = params<number>("rate");',
    "const kept_tides = await keepTides(tides, rate);\nawait show(kept_tides);",
    'const keepNode = node(keepTides, ["tides", "params:rate"], "kept tides", { name: "keep", tags: ["raw"], retries: 2, retryDelay: 0 });',
  ]);
});

it("gives an object of inputs, and takes one of outputs apart, under names that are free", async () => {
  await loadNode("count");
  expect(inserted.slice(1)).toEqual([
    'const tides = await catalog.load<Parameters<typeof count>[0]["tides"]>("kept tides");\n' +
      'const rate = params<Parameters<typeof count>[0]["rate"]>("rate");',
    "const { all: all, rate: rateOutput } = await count({ tides, rate });\nawait show(all);\nawait show(rateOutput);",
    'const countNode = node(count, { tides: "kept tides", rate: "params:rate" }, { all: "all", rate: "rate" }, { name: "count" });',
  ]);
});

it("takes lists of outputs apart, and takes the type of an input from what the function is", async () => {
  await loadNode("rise");
  expect(inserted[1]).toBe('const all = await catalog.load<Parameters<typeof rise>[0]>("all");');
  await loadNode("both");
  expect(inserted.slice(1, 3)).toEqual([
    'const a = await catalog.load<string>("risen");\nconst rest = await catalog.load<Parameters<typeof both>[1]>("all");',
    "const [aOutput, b] = await both(a, rest);\nawait show(aOutput);\nawait show(b);",
  ]);
});

it("finds a function that is written where its node is made, in a namespace too", async () => {
  await loadNode("eu.to-be.higher");
  expect(inserted).toEqual([
    `// node "eu.to-be.higher", from pipelines/tides/pipeline.ts
const one = 1;

/** Adds one. */
const plus = (value: number): number => value + one;

const toBeHigher = (risen: number) => plus(risen);`,
    'const risen = await catalog.load<number>("risen");',
    "const eu_higher = await toBeHigher(risen);\nawait show(eu_higher);",
    'const toBeHigherNode = node(toBeHigher, "risen", "eu.higher", { name: "to-be.higher", namespace: "eu" });',
  ]);
});

it("loads nodes of cells from the newest cell that has their function", async () => {
  const keep = (calls: number[]) => calls;
  const inline = node(() => 3, null, "three", { name: "three" });
  setNotebookBindings(() => ({ keep, inline }));
  setCellSources(() => [
    "const keep = (calls: string[]) => calls;",
    "export const keep = (calls: number[]) => calls.slice(1);",
    'const inline = node(() => 2 + 1, null, "three", { name: "three" });',
  ]);
  await loadNode(node(keep, "calls", "kept"));
  expect(inserted.slice(0, 2)).toEqual([
    '// node "keep", from this notebook\nconst keep = (calls: number[]) => calls.slice(1);',
    'const calls = await catalog.load<number[]>("calls");',
  ]);
  await loadNode("three");
  expect(inserted).toEqual([
    '// node "three", from this notebook\nconst three = () => 2 + 1;',
    "const threeOutput = await three();\nawait show(threeOutput);",
    'const threeNode = node(three, null, "three", { name: "three" });',
  ]);
});

it("takes what was compiled where no source is to be found", async () => {
  const made = (
    (factor: number) => (value: number) =>
      value * factor
  )(3);
  await loadNode(node(made, "parameters", null, { name: "made" }));
  expect(inserted[0]).toMatch(
    /^\/\/ node "made", from this notebook\n\/\/ made by a function: .*\nconst made = \(value\) ?=>/,
  );
  expect(inserted.slice(1, 3)).toEqual([
    "const parametersInput = { ...parameters } as Parameters<typeof made>[0];",
    "await made(parametersInput);",
  ]);
});

it("prints the cells where no front end takes them", async () => {
  setCellInserter(() => false);
  const printed = jest.spyOn(console, "log").mockImplementation(() => undefined);
  await loadNode("rise");
  expect(printed.mock.calls[0]?.[0]).toMatch(/^\/\/ node "rise"[^]*\n\nconst riseNode = node\(/);
  printed.mockRestore();
});

it("proposes the nearest node for a name that there is none of", async () => {
  await expect(loadNode("kepe")).rejects.toThrow(
    'neither the project nor the notebook has a node "kepe"\nDid you mean "keep"?',
  );
});
