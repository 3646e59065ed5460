import { outerNames, outerShorthands, parseCode, topLevel } from "../../../kernel-helpers/src/code";

const outer = (code: string) => [...outerNames(parseCode(code))].sort();

it("finds what code uses and no scope within it declares", () => {
  expect(outer("catalog.list(); run")).toEqual(["catalog", "run"]);
  expect(outer("calls.map((node) => node.run + show)")).toEqual(["calls", "show"]);
  expect(outer("{ const run = 1; run; } for (const node of nodes) node;")).toEqual(["nodes"]);
  expect(outer("let row: Row = { run: 1, show, ...rest };")).toEqual(["Row", "rest", "show"]);
  expect(outer("const { run: first = params } = node; run: for (;;) break run;")).toEqual(["node", "params"]);
  expect(outer('import { run as start } from "trackside"; function session() {}')).toEqual([]);
  expect(outer("type Of = typeof catalog; let x: Kedro.session;")).toEqual(["Kedro", "catalog"]);
});

it("knows what a file declares at its top level", () => {
  const code = 'import { run as start } from "x"; const { a, b: [c] } = d; function e() { var f; } interface G {}';
  expect([...topLevel(parseCode(code)).keys()].sort()).toEqual(["G", "a", "c", "e", "start"]);
});

it("finds the shorthand properties whose names come from outside", () => {
  const found = outerShorthands(parseCode("const a = 1; f({ a, b, c: d }); (e) => ({ e, g }); const { h } = i;"));
  expect(found.map(({ text }) => text)).toEqual(["b", "g"]);
});
