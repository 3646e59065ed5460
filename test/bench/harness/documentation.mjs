import { readFileSync, writeFileSync } from "node:fs";
import path from "node:path";

import { fromRoot, root } from "../../../scripts/lib/paths.mjs";
import { describeLoad, describeMachine } from "./machine.mjs";
import { columns, figureCells } from "./table.mjs";

export const page = path.join(root, "docs/benchmarks.md");

/** Between these the page is written anew; what is around them is written by people. */
const start = "<!-- figures: written by npm run bench -- --docs -->";
const end = "<!-- end of figures -->";

/**
 * Puts what was measured into docs/benchmarks.md.
 * @param {readonly import("./figure.mjs").Figure[]} figures
 */
export async function writeDocumentation(figures) {
  // loaded only here, as jest cannot load it and tests take the rest of this file
  const { format, resolveConfig } = await import("prettier");
  const text = withFigures(readFileSync(page, "utf8"), figures, {
    date: new Date().toISOString().slice(0, 10),
    machine: describeMachine(),
    load: describeLoad(),
  });
  writeFileSync(page, await format(text, { ...(await resolveConfig(page)), filepath: page }));
  console.log(`\nWritten to ${fromRoot(page)}`);
}

/**
 * Replaces the figures in the page's text.
 * @param {string} text
 * @param {readonly import("./figure.mjs").Figure[]} figures
 * @param {{date: string, machine: string, load: string}} taken
 * @throws {Error} when the page has lost the marks between which they go
 */
export function withFigures(text, figures, { date, machine, load }) {
  const from = text.indexOf(start);
  const to = text.indexOf(end);
  if (from < 0 || to < from) {
    throw new Error(`docs/benchmarks.md must hold the lines ${start} and ${end}, between which the figures go`);
  }
  const table = [columns, columns.map(() => "---"), ...figures.map(figureCells)].map(row).join("\n");
  const notes = figures.map(({ name, note }) => `- **${name}**: ${note}.`).join("\n");
  const heading = `Taken by \`npm run bench -- --docs\` on ${date}: ${machine}. ${load}.`;
  return [text.slice(0, from), start, "\n\n", heading, "\n\n", table, "\n\n", notes, "\n\n", text.slice(to)].join("");
}

const row = (cells) => `| ${cells.map((cell) => cell.replaceAll("|", "\\|")).join(" | ")} |`;
