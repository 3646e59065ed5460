import { mkdirSync } from "node:fs";
import { dirname, join } from "node:path";
import { Workspace } from "../tracking/workspace";

const nodes = `import { plus } from "../../lib/numbers";
export const clean = (value: number): number => plus(value);
export const count = (value: number): number => value;
`;
const pipelineOf = (line: string) => `import { node, pipeline } from "trackside";
import { clean, count } from "./nodes";
export const createPipeline = () => pipeline([${line}]);
`;
const lonely =
  'import { node } from "trackside";\nexport const pipeline = node(() => 1, null, "one", { name: "one" });\n';

let workspace: Workspace;
beforeEach(() => {
  workspace = new Workspace();
  write("lib/numbers.ts", "export const plus = (value: number) => value + 1;\n");
  write("pipelines/clean/nodes.ts", nodes);
  write("pipelines/clean/pipeline.ts", pipelineOf('node(clean, "raw", "clean")'));
  write("pipelines/count/nodes.ts", nodes);
  write("pipelines/count/pipeline.ts", pipelineOf('node(count, "clean", "count", { name: "count_them" })'));
});
afterEach(() => workspace.close());

function write(path: string, text: string): void {
  mkdirSync(dirname(join(workspace.projectRoot, path)), { recursive: true });
  workspace.write(path, text);
}

/** Runs code in a process of its own that has the project's pipelines at hand, and gives what it returns. */
async function inNode(code: string): Promise<unknown> {
  const printed = await workspace.run(`
    const { loadPipelines, loadPipeline, originOf, codeDigest } = require(${JSON.stringify(join(workspace.api, "lib", "project"))});
    const { rmSync, writeFileSync, mkdirSync } = require("node:fs");
    const root = process.cwd();
    const rewrite = (path, text) => { rmSync(path, { force: true }); writeFileSync(path, text); };
    const rejected = async () => loadPipelines(root).then(() => null, ({ code, message, hint }) => ({ code, message, hint }));
    (async () => { ${code} })().then((result) => console.log(JSON.stringify(result)));
  `);
  return JSON.parse(printed) as unknown;
}

it("finds pipelines/<name>/pipeline.ts, and runs all of them by default", async () => {
  const found = await inNode(`
    const pipelines = await loadPipelines(root);
    return [[...pipelines.keys()], pipelines.get("__default__").nodes.map((each) => each.name)];
  `);
  expect(found).toEqual([
    ["clean", "count", "__default__"],
    ["clean", "count_them"],
  ]);
});

it("takes what pipeline_registry.ts registers instead", async () => {
  write(
    "src/pipeline_registry.ts",
    `import { createPipeline } from "../pipelines/clean/pipeline";
     export const registerPipelines = async () => ({ only: createPipeline(), __default__: createPipeline() });`,
  );
  expect(await inNode("return [...(await loadPipelines(root)).keys()]")).toEqual(["only", "__default__"]);
});

it("gives the same objects until a module changes, and then new ones", async () => {
  const found = await inNode(`
    const before = await loadPipelines(root);
    const same = (await loadPipelines(root)) === before;
    rewrite("lib/numbers.ts", "export const plus = (value: number) => value + 10;");
    const after = await loadPipelines(root);
    mkdirSync("pipelines/late");
    rewrite("pipelines/late/pipeline.ts", ${JSON.stringify(lonely)});
    return [same, after === before, [...(await loadPipelines(root)).keys()]];
  `);
  expect(found).toEqual([true, false, ["clean", "count", "late", "__default__"]]);
});

it("knows the module of a node's function, and what that imports", async () => {
  const found = await inNode(`return originOf((await loadPipeline(root, "clean")).nodes[0])`);
  const root = workspace.projectRoot;
  expect(found).toEqual({
    root,
    pipeline: "clean",
    file: join(root, "pipelines/clean/nodes.ts"),
    exportName: "clean",
    modules: ["lib/numbers.ts", "pipelines/clean/nodes.ts"].map((name) => join(root, name)),
  });
});

it("digests a node's module with what it imports, and nothing else", async () => {
  const digests = (await inNode(`
    const digests = [];
    const note = async () => {
      for (const name of ["clean", "count"]) digests.push(codeDigest((await loadPipeline(root, name)).nodes[0]));
    };
    await note();
    rewrite("pipelines/count/nodes.ts", ${JSON.stringify(nodes.replace("=> value;", "=> 2 * value;"))});
    await note();
    rewrite("lib/numbers.ts", "export const plus = (value: number) => value + 10;");
    await note();
    return digests;
  `)) as string[];
  const [clean, count, cleanBeside, countChanged, cleanChanged, countWithLibrary] = digests;
  expect(cleanBeside).toBe(clean);
  expect(new Set([clean, count, countChanged, cleanChanged, countWithLibrary]).size).toBe(5);
});

it.each([
  [
    "a module that throws",
    'throw new Error("low tide");',
    "project.module",
    /^pipelines\/bad\/pipeline\.ts:1.*low tide/,
  ],
  ["a module that is no TypeScript", "export const = 1;", "project.module", /^pipelines\/bad\/pipeline\.ts/],
  ["an import that is not there", 'import { x } from "./no";\nexport const pipeline = x;', "project.module", /\.\/no/],
  ["a module without a pipeline", "export const pipelin = 1;", "project.no-pipeline", /pipelines\/bad\/pipeline\.ts/],
])("refuses %s, naming the file, and loads it when it is mended", async (_, text, code, named) => {
  write("pipelines/bad/pipeline.ts", text);
  const [error, mended] = (await inNode(`
    const error = await rejected();
    rewrite("pipelines/bad/pipeline.ts", ${JSON.stringify(lonely)});
    return [error, await rejected()];
  `)) as [{ code: string; message: string; hint: string }, null];
  expect(error.code).toBe(code);
  expect(error.message).toMatch(named);
  expect(error.hint).toBeTruthy();
  expect(mended).toBeNull();
});

it("names the nearest pipeline when there is none of a name", async () => {
  const error = await inNode(`return loadPipeline(root, "cleen").catch(({ code, hint }) => ({ code, hint }))`);
  expect(error).toMatchObject({ code: "project.unknown-pipeline", hint: expect.stringContaining('"clean"') as string });
});
