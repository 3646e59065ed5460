import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import path from "node:path";

import { demoOptions } from "../../../scripts/lib/demo-options.mjs";
import { findExample } from "../../../scripts/lib/example.mjs";

describe("findExample", () => {
  let examples: string;
  beforeEach(() => (examples = mkdtempSync(path.join(tmpdir(), "trackside-examples-"))));
  afterEach(() => rmSync(examples, { recursive: true }));

  function make(project: string, notebook: string): void {
    mkdirSync(path.join(examples, project, "conf/base"), { recursive: true });
    mkdirSync(path.dirname(path.join(examples, project, notebook)), { recursive: true });
    writeFileSync(path.join(examples, project, notebook), "{}");
  }

  test("takes the first project that has a notebook", () => {
    mkdirSync(path.join(examples, "a-folder-only"));
    make("c", "c.ipynb");
    make("b", "notebooks/first.ipynb");
    expect(findExample(examples)).toEqual({ folder: path.join(examples, "b"), notebook: "notebooks/first.ipynb" });
  });

  test("says what it looked for when there is none", () => {
    expect(() => findExample(examples)).toThrow(/no project with conf\/base and a notebook/);
  });
});

describe("demoOptions", () => {
  test.each([[["--json", "run.json"]], [["--json=run.json"]]])("takes the file from %j", (args) => {
    expect(demoOptions(args)).toEqual({ json: "run.json" });
  });

  test.each([[["--json"]], [["--jason", "x"]], [["--json", "x", "y"]]])("refuses %j", (args) => {
    expect(() => demoOptions(args)).toThrow("npm run demo takes --json FILE and nothing else");
  });
});
