/*
 * Loads the dataset "calls" of the working directory's project, and tells what that took and how many rows it has.
 *
 *     node load-csv.cjs
 */
const { performance } = require("node:perf_hooks");
const { openCatalog } = require("trackside/lib/catalog");

async function main() {
  const catalog = openCatalog(process.cwd());
  const before = performance.now();
  const calls = await catalog.load("calls");
  const loadMs = performance.now() - before;
  const beforeRows = performance.now();
  const first = calls[0];
  console.log(
    JSON.stringify({
      loadMs,
      rowsMs: performance.now() - beforeRows,
      rows: calls.length,
      columns: Object.keys(first).length,
    }),
  );
}
void main();
