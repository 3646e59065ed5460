import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import type { CaseReader, ConformanceCase } from "./case";
import { configCases } from "./config-cases";
import { flattenParamsCases } from "./flatten-params-cases";
import { pipelineReader } from "./pipeline-cases";

const readers: readonly CaseReader[] = [configCases, flattenParamsCases, pipelineReader];

const folder = process.env["CONFORMANCE_CASES"] ?? join(__dirname, "cases");

describe.each(readdirSync(folder).filter((name) => name.endsWith(".json")))("%s", (file) => {
  const { cases } = JSON.parse(readFileSync(join(folder, file), "utf8")) as { readonly cases: readonly unknown[] };
  it.each(cases.flatMap(readCase))("$name", ({ check }) => {
    expect.hasAssertions();
    check();
  });
});

/** By what it holds, not by its file's name: other recordings of the same kinds are run, too. */
function readCase(recorded: unknown): readonly ConformanceCase[] {
  const found = readers.map((read) => read(recorded as Readonly<Record<string, unknown>>)).find(Boolean);
  if (!found) {
    throw new Error(`This case is of no kind that is known here: ${JSON.stringify(recorded).slice(0, 200)}`);
  }
  return found;
}
