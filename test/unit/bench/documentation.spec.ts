import { readFileSync } from "node:fs";
import { page, withFigures } from "../../bench/harness/documentation.mjs";
import { figure } from "../../bench/harness/figure.mjs";

const taken = { date: "2026-11-24", machine: "2 x a processor", load: "Load 0.10" };
const size = figure({ name: "panel.size", value: 20, unit: "KiB", goal: { atMost: 120 }, note: "one file" });
const text = readFileSync(page, "utf8");

test("docs/benchmarks.md takes new figures and keeps what is written around them", () => {
  const written = withFigures(text, [size], taken);
  expect(written).toContain("| panel.size | 20 KiB |  |  | <= 120 KiB | yes |");
  expect(written).toContain("2 x a processor");
  expect(withFigures(written, [], taken)).not.toContain("panel.size");
  const [before = ""] = text.split("<!-- figures");
  expect(written.startsWith(before)).toBe(true);
});

test("a page that has lost its marks is refused", () => {
  expect(() => withFigures("# Benchmarks", [size], taken)).toThrow(/must hold the lines/);
});
