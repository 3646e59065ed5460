import { SourceMap } from "../../../kernel-helpers/src/kernel/cells";

const typescript = [
  'import { readFileSync } from "node:fs";',
  "",
  "interface Company {",
  "  readonly name: string;",
  "}",
  "",
  "/** Reads one. */",
  "function load(file: string): Company {",
  "  const text: string = readFileSync(file, 'utf8');",
  "",
  "  return JSON.parse(text) as Company;",
  "}",
  "",
  "load('none.json');",
].join("\n");

// as tslab makes it
const javascript = [
  'Object.defineProperty(exports, "__esModule", { value: true });',
  "exports.tsLastExpr = exports.load = exports.readFileSync = void 0;",
  'const node_fs_1 = require("node:fs");',
  'Object.defineProperty(exports, "readFileSync", { enumerable: true, get: function () { return node_fs_1.readFileSync; } });',
  "/** Reads one. */",
  "function load(file) {",
  "    const text = (0, node_fs_1.readFileSync)(file, 'utf8');",
  "    return JSON.parse(text);",
  "}",
  "exports.load = load;",
  "exports.tsLastExpr = load('none.json');",
].join("\n");

const sources = new SourceMap();
sources.add("In[1]", typescript, javascript);

it.each([
  ["a statement of a function", 7, 42, 9, 24],
  ["a statement after a blank line", 8, 17, 11, 15],
  ["the cell's last expression", 11, 22, 14, 1],
])("finds %s in the cell", (_name, line, column, sourceLine, sourceColumn) => {
  expect(sources.find("In[1]", line, column)).toEqual({
    line: sourceLine,
    column: sourceColumn,
    text: typescript.split("\n")[sourceLine - 1],
  });
});

it("finds nothing for a line that the compiler made by itself", () => {
  expect(sources.find("In[1]", 1, 1)).toBeUndefined();
  expect(sources.find("In[1]", 99, 1)).toBeUndefined();
});

it("knows only what it was given, the latest of a name", () => {
  expect(sources.has("In[2]")).toBe(false);
  expect(sources.find("In[2]", 1, 1)).toBeUndefined();
  const replaced = new SourceMap();
  replaced.add("In[1]", "old();", "old();");
  replaced.add("In[1]", "\nfresh();", "fresh();");
  expect(replaced.find("In[1]", 1, 1)?.line).toBe(2);
});

it("tells equal lines apart by their order", () => {
  const repeated = new SourceMap();
  repeated.add("In[1]", "let n: number = 0;\n\nn++;\n\nn++;\nn++;", "let n = 0;\nn++;\nn++;\nn++;");
  expect([2, 3, 4].map((line) => repeated.find("In[1]", line, 1)?.line)).toEqual([3, 5, 6]);
});
