import { mkdirSync, writeFileSync } from "node:fs";
import path from "node:path";

const kernelspecs = {
  typescript: { name: "trackside", display_name: "TypeScript (Trackside)", language: "typescript" },
  python: { name: "python3", display_name: "Python 3 (ipykernel)", language: "python" },
};

/**
 * Writes a notebook of code cells, for our kernel or Jupyter's own.
 * @param {string} file
 * @param {readonly string[]} sources
 * @param {"typescript" | "python"} language
 */
export function writeNotebook(file, sources, language = "typescript") {
  const cells = sources.map((source, index) => ({
    ...{ cell_type: "code", id: `cell-${index}`, source, metadata: {}, outputs: [], execution_count: null },
  }));
  const metadata = { kernelspec: kernelspecs[language] };
  mkdirSync(path.dirname(file), { recursive: true });
  writeFileSync(file, JSON.stringify({ cells, metadata, nbformat: 4, nbformat_minor: 5 }));
}
