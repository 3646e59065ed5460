import { figure } from "../harness/figure.mjs";
import { interleaved, median } from "../harness/statistics.mjs";

const rounds = 5;
const rows = 1_000_000;

/** How long a big CSV takes to be a table. */
export const csvLoading = /** @type {import("../harness/figure.mjs").FigureSet} */ ({
  area: "catalog",
  title: `loading a CSV of ${rows} rows`,
  peers: [],
  measure: (bench) =>
    bench.inProject("http://127.0.0.1:9", async (project) => {
      project.write("conf/base/catalog.yml", "calls: {type: csv, filepath: calls.csv}\n");
      const { bytes } = await project.run("write-calls.cjs", rows);
      const measured = await interleaved(rounds, {
        ours: () => project.run("load-csv.cjs"),
        duckdb: () => project.run("load-csv-duckdb.cjs"),
      });
      return figuresOf(measured, bytes / 1e6);
    }),
});

function figuresOf({ ours, duckdb }, megabytes) {
  const short = [...ours, ...duckdb].find((each) => each.rows !== rows);
  if (short) {
    throw new Error(`${short.rows} of ${rows} rows were loaded`);
  }
  const seconds = (results, key) => median(results.map((each) => each[key])) / 1000;
  const file = `${rows.toLocaleString("en-US")} rows, 10 columns, ${Math.round(megabytes)} MB, ${rounds} times each in a process of its own`;
  return [
    figure({
      name: "csv_loading",
      value: seconds(ours, "loadMs"),
      unit: "s",
      peer: { name: "DuckDB", value: seconds(duckdb, "loadMs") },
      goal: { ratioAtMost: 2 },
      note: `${file}: catalog.load into typed columns beside DuckDB's read_csv into a table of its own, on all processors`,
    }),
    figure({
      name: "csv_rows",
      value: seconds(ours, "rowsMs"),
      unit: "s",
      note: `what the first look at a row costs once more, as all of them are made then`,
    }),
  ];
}
