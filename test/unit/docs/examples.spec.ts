import { readFileSync } from "node:fs";
import { join } from "node:path";
import { runInThisContext } from "node:vm";
import { transformSync } from "@swc/core";
import * as catalogApi from "../../../kernel-helpers/src/catalog";
import * as errorsApi from "../../../kernel-helpers/src/errors";
import * as configApi from "../../../kernel-helpers/src/config";
import * as pipelineApi from "../../../kernel-helpers/src/pipeline";
import * as runnerApi from "../../../kernel-helpers/src/runner";
import { TemporaryProject } from "../../support/temporary-project";

const sources = join(__dirname, "../../../kernel-helpers/src");

/** The code of the `@example` blocks in a file's documentation comments. */
function examplesIn(file: string): string[] {
  const text = readFileSync(join(sources, file), "utf8");
  return [...text.matchAll(/ \* @example\n \* ```ts\n((?: \*.*\n)+?) \* ```/g)].map(([, block = ""]) =>
    block.replace(/^ \* ?/gm, ""),
  );
}

/** Runs an example as a notebook does: imports from "trackside", and awaits at the top level. */
async function runExample(code: string): Promise<void> {
  const withoutImport = code.replace(/^import (\{[^}]+\}) from "trackside";$/m, "const $1 = trackside;");
  const wrapped = `export default async (trackside) => {\n${withoutImport}\n};`;
  const { code: compiled } = transformSync(wrapped, {
    jsc: { parser: { syntax: "typescript" }, target: "es2022" },
    module: { type: "commonjs" },
  });
  const module: { exports: { default?: (trackside: unknown) => Promise<void> } } = { exports: {} };
  const define = runInThisContext(`(module, exports, console) => {${compiled}\n}`) as (...scope: unknown[]) => void;
  define(module, module.exports, console);
  await module.exports.default?.({ ...catalogApi, ...configApi, ...errorsApi, ...pipelineApi, ...runnerApi });
}

describe("the example in the documentation of", () => {
  let project: TemporaryProject;
  beforeEach(() => {
    project = new TemporaryProject({ "conf/base/parameters.yml": "train: {depth: 5}\n" });
  });
  afterEach(() => project.dispose());

  it.each([
    ["catalog/catalog.ts", [[2, "memory"]]],
    ["config/project-config.ts", [[["train"]]]],
    ["errors/trackside-error.ts", [["catalog.unknown", true]]],
    ["pipeline/node.ts", [[[2, 4]]]],
    ["runner/explain.ts", [[undefined]]],
    ["runner/params.ts", [[5]]],
    ["pipeline/pipeline.ts", [[3]]],
    ["runner/run.ts", [[{ words: 2 }]]],
  ])("%s does what it says", async (file, printed) => {
    const log = jest.spyOn(console, "log").mockImplementation(() => undefined);
    const examples = examplesIn(file);
    expect(examples).toHaveLength(1);
    await runExample(examples[0] ?? "");
    expect(log.mock.calls).toEqual(printed);
  });
});
