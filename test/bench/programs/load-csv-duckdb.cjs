/*
 * Loads calls.csv of the working directory into a table of DuckDB's, and tells what that took and how many rows it has.
 *
 *     node load-csv-duckdb.cjs
 */
const { performance } = require("node:perf_hooks");
const { DuckDBInstance } = require("@duckdb/node-api");

async function main() {
  const connection = await (await DuckDBInstance.create(":memory:")).connect();
  const before = performance.now();
  await connection.run("CREATE TABLE calls AS SELECT * FROM read_csv('calls.csv')");
  const loadMs = performance.now() - before;
  const counted = await connection.runAndReadAll("SELECT count(*)::INTEGER AS rows FROM calls");
  console.log(JSON.stringify({ loadMs, rows: counted.getRowObjects()[0].rows }));
}
void main();
