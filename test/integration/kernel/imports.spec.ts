import { mkdirSync, writeFileSync } from "node:fs";
import { join } from "node:path";

import { TestKernel } from "./test-kernel";

let kernel: TestKernel;

beforeEach(async () => {
  kernel = await TestKernel.start();
});

afterEach(async () => {
  await kernel.dispose();
});

it("finds trackside, with its types, for a notebook in a folder that has no packages", async () => {
  const { reply, outputs } = await kernel.execute(
    `import { TracksideError } from "trackside";\nnew TracksideError("no", { code: "test.no" }).code;`,
  );
  expect(reply["status"]).toBe("ok");
  expect(outputs[0]?.content["data"]).toEqual({ "text/plain": "'test.no'" });
  const wrong = await kernel.execute(`import { TracksideErr } from "trackside";`);
  expect(wrong.reply["ename"]).toBe("TypeScriptError");
});

it("prefers the project's own copy of trackside", async () => {
  const folder = join(kernel.workspace.folder, "node_modules", "trackside");
  mkdirSync(folder, { recursive: true });
  writeFileSync(join(folder, "package.json"), JSON.stringify({ name: "trackside", main: "own.js", types: "own.d.ts" }));
  writeFileSync(join(folder, "own.js"), `exports.own = "the project's";`);
  writeFileSync(join(folder, "own.d.ts"), "export const own: string;");
  const { outputs } = await kernel.execute(`import { own } from "trackside";\nown`);
  expect(outputs[0]?.content["data"]).toEqual({ "text/plain": `"the project's"` });
});

it("names the line of a local module in which an error arose", async () => {
  writeFileSync(
    join(kernel.workspace.notebooks, "nodes.ts"),
    `interface Row { n: number }\n\n/** Fails. */\nexport function clean(row: Row): number {\n  throw new Error("bad " + row.n);\n}\n`,
  );
  const { outputs } = await kernel.execute(`import { clean } from "./nodes";\nclean({ n: 1 });`);
  expect((outputs[0]?.content["traceback"] as string[]).join("\n")).toMatch(/at clean \(.*nodes\.ts:5:\d+\)/);
});

it("imports a module that a cell defines, and names its line in an error", async () => {
  await kernel.execute(
    "/** @module sums */\nexport function add(a: number): number {\n\n  throw new Error('cannot');\n}",
  );
  const { reply, outputs } = await kernel.execute(`import { add } from "./sums";\nadd(1);`);
  expect(reply["ename"]).toBe("Error");
  expect((outputs[0]?.content["traceback"] as string[]).join("\n")).toMatch(/at add \(.*sums\.ts:4:\d+\)/);
});

it("reports a type error in a module that a cell defines, with the line", async () => {
  const { outputs } = await kernel.execute("/** @module wrong */\nexport const n: number = 'text';");
  expect(outputs[0]?.content["traceback"]).toEqual([
    "TypeScriptError",
    "wrong.ts:2:14 - Type 'string' is not assignable to type 'number'. (TS2322)",
    "      export const n: number = 'text';",
    "                   ^",
  ]);
});
