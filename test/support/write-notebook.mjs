import { mkdirSync, writeFileSync } from "node:fs";
import path from "node:path";

/**
 * Writes a notebook of code cells for our kernel.
 * @param {string} file
 * @param {readonly string[]} sources
 */
export function writeNotebook(file, sources) {
  const cells = sources.map((source, index) => ({
    ...{ cell_type: "code", id: `cell-${index}`, source, metadata: {}, outputs: [], execution_count: null },
  }));
  const kernelspec = { name: "trackside", display_name: "TypeScript (Trackside)", language: "typescript" };
  mkdirSync(path.dirname(file), { recursive: true });
  writeFileSync(file, JSON.stringify({ cells, metadata: { kernelspec }, nbformat: 4, nbformat_minor: 5 }));
}
