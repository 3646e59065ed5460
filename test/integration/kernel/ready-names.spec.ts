import { mkdirSync, writeFileSync } from "node:fs";
import { join } from "node:path";

import { readyNames } from "../../../kernel-helpers/src/kernel/cells/ready-names";
import { Workspace } from "../tracking/workspace";
import { TestKernel, type Executed } from "./test-kernel";

let kernel: TestKernel;
let workspace: Workspace;
const before = { ...process.env };

beforeAll(() => {
  // Nobody listens there, and nobody's own shipper is told.
  workspace = new Workspace();
  Object.assign(process.env, {
    TRACKSIDE_RUNTIME_DIR: workspace.runtimeDirectory,
    MLFLOW_TRACKING_URI: "http://127.0.0.1:9",
  });
});
afterAll(async () => {
  process.env = before;
  await workspace.close();
});

beforeEach(async () => {
  kernel = await TestKernel.start();
});
afterEach(async () => {
  await kernel.dispose();
});

const shown = ({ outputs }: Executed): unknown =>
  outputs.map(({ content }) => (content["data"] as Record<string, unknown> | undefined)?.["text/plain"]).at(-1);

it("has the names of the package without an import, each with its type, in a folder that is no project", async () => {
  for (const name of readyNames) {
    const { reply } = await kernel.execute(
      `import * as whole from "trackside"; if (${name} !== whole.${name}) throw 1;`,
    );
    expect({ name, status: reply["status"] }).toEqual({ name, status: "ok" });
  }
  expect((await kernel.execute("catalog.lode('x')")).reply["evalue"]).toMatch(
    /Property 'lode' does not exist on type 'Catalog'/,
  );
  expect(shown(await kernel.execute("[catalog.list(), Object.keys(parameters)]"))).toBe("[ [], [] ]");
});

it("offers them for completion and tells their types, before any cell has run", async () => {
  const complete = async (code: string) =>
    (await kernel.request("complete_request", { code, cursor_pos: code.length }))["matches"];
  expect(await complete("catal")).toContain("catalog");
  expect(await complete("catalog.ex")).toContain("exists");
  const inspected = await kernel.request("inspect_request", { code: "catalog", cursor_pos: 3, detail_level: 0 });
  expect(JSON.stringify(inspected["data"])).toContain("Catalog");
  expect((await kernel.execute("1 + 1")).reply["execution_count"]).toBe(1);
});

it("gives way to what cells import or declare, in whatever order", async () => {
  expect(shown(await kernel.execute("const run = 'mine'; run"))).toBe("'mine'");
  expect(shown(await kernel.execute("run"))).toBe("'mine'");
  expect((await kernel.execute("catalog.list()")).reply["status"]).toBe("ok");
  expect((await kernel.execute('import { catalog, node } from "trackside"; catalog.list()')).reply["status"]).toBe(
    "ok",
  );
  expect(shown(await kernel.execute("const catalog = ['mine']; catalog"))).toBe("[ 'mine' ]");
  expect(shown(await kernel.execute("catalog.join()"))).toBe("'mine'");
  expect(shown(await kernel.execute("function session(node: number) { return node; }\nsession(4)"))).toBe("4");
  expect(shown(await kernel.execute("session(5)"))).toBe("5");
});

it("has them after cells that failed: by a wrong type, and where they were to be declared", async () => {
  expect((await kernel.execute("catalog.lode(); run")).reply["ename"]).toBe("TypeScriptError");
  expect((await kernel.execute("catalog.list()")).reply["status"]).toBe("ok");
  expect((await kernel.execute("const catalog = (() => { throw new Error('no'); })();")).reply["ename"]).toBe("Error");
  expect(shown(await kernel.execute("catalog.list()"))).toBe("[]");
  expect((await kernel.execute("const run = (() => { throw new Error('no'); })();")).reply["ename"]).toBe("Error");
  expect(shown(await kernel.execute("typeof run"))).toBe("'function'");
});

it("finds variables of earlier cells in shorthand properties, too", async () => {
  await kernel.execute("const depth = 3; let rate = 0.1;");
  expect(shown(await kernel.execute("({ depth, rate })"))).toBe("{ depth: 3, rate: 0.1 }");
  expect(shown(await kernel.execute("((rate: number) => ({ depth, rate }))(5)"))).toBe("{ depth: 3, rate: 5 }");
  expect(shown(await kernel.execute("({ rate } = { rate: 8 }); rate"))).toBe("8");
  expect(shown(await kernel.execute("Object.keys({ catalog, process })"))).toBe("[ 'catalog', 'process' ]");
});

it("uses edited files of the project in the next cell, and functions that a cell defines again", async () => {
  const root = kernel.workspace.notebooks;
  const write = (path: string, text: string) => {
    mkdirSync(join(root, path, ".."), { recursive: true });
    writeFileSync(join(root, path), text);
  };
  const nodes = (factor: number) => `export const scale = (n: number) => n * ${factor};\n`;
  write("conf/base/parameters.yml", "size: 1\n");
  write("conf/base/catalog.yml", "scaled: {type: json, filepath: one.json}\n");
  write("pipelines/scaling/nodes.ts", nodes(10));
  write(
    "pipelines/scaling/pipeline.ts",
    `import { node, pipeline } from "trackside";\nimport { scale } from "./nodes";\n` +
      `export const createPipeline = () => pipeline([node(scale, "params:size", "scaled", { name: "scale" })]);\n`,
  );
  const cell = `await run("scaling");
    [parameters.size, await catalog.load("scaled"), catalog.describe("scaled").filepath].join()`;
  expect(shown(await kernel.execute(cell))).toBe("'1,10,one.json'");
  write("pipelines/scaling/nodes.ts", nodes(100));
  expect(shown(await kernel.execute(cell))).toBe("'1,100,one.json'");
  write("conf/base/parameters.yml", "size: 22\n");
  expect(shown(await kernel.execute(cell))).toBe("'22,2200,one.json'");
  write("conf/base/catalog.yml", "scaled: {type: json, filepath: another.json}\n");
  expect(shown(await kernel.execute(cell))).toBe("'22,2200,another.json'");
  write(
    "pipelines/later/pipeline.ts",
    `import { node } from "trackside";\nexport const pipeline = node(() => 1, null, "one", { name: "one" });\n`,
  );
  expect(shown(await kernel.execute("pipelines"))).toMatch(/^later +one\nscaling +scale\n__default__ +one, scale$/);

  await kernel.execute('const scaling = await pipelines.get("scaling"); await run(scaling);');
  write("pipelines/scaling/nodes.ts", nodes(1000));
  const held = "(await explain(scaling.nodes[0])).stale ?? 'fresh'";
  expect(shown(await kernel.execute(held))).toMatch(/^'its code has changed since it ran at /);
  expect(shown(await kernel.execute(`await run(scaling); [await catalog.load("scaled"), ${held}].join()`))).toBe(
    "'22000,fresh'",
  );

  await kernel.execute(
    'const half = (n: number) => n / 2; const halve = node(half, "scaled", "halved"); await run(halve)',
  );
  await kernel.execute("const half = (n: number) => n / 4;");
  expect(shown(await kernel.execute("await explain(halve)"))).toMatch(/^half: out of date, its code has changed since/);
  expect(shown(await kernel.execute('await run(halve); await catalog.load("halved")'))).toBe("5500");
});
