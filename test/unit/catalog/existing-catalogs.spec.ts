import { catalog, openCatalog } from "../../../kernel-helpers/src/catalog";
import { rejection } from "../../support/rejection";
import { TemporaryProject } from "../../support/temporary-project";

/* Entries of the kinds that Kedro's starters and users' projects have. */

let project: TemporaryProject;
beforeEach(() => (project = new TemporaryProject()));
afterEach(() => project.dispose());

const describe1 = (entry: string) => {
  project.write("conf/base/catalog.yml", `a: ${entry}\n`);
  return openCatalog(project.root).describe("a");
};

it.each([
  ["pandas.CSVDataset, filepath: a.csv, load_args: {sep: ',', engine: c, low_memory: false, encoding: utf-8}", "csv"],
  ["pandas.CSVDataSet, filepath: a.csv, layer: raw", "csv"],
  ["kedro.extras.datasets.pandas.CSVDataSet, filepath: a.csv", "csv"],
  ["kedro_datasets.pandas.csv_dataset.CSVDataset, filepath: a.csv", "csv"],
  ["pandas.JSONDataset, filepath: a.json, load_args: {orient: records}", "json"],
  ["kedro.io.CachedDataset, dataset: {type: json.JSONDataset, filepath: a.json}", "cached"],
  ["kedro.io.MemoryDataset", "memory"],
  ["text.TextDataset, filepath: a.txt, fs_args: {open_args_load: {encoding: utf-8}}", "text"],
  ["matplotlib.MatplotlibWriter, filepath: a.png, versioned: true", "plot"],
  ["plotly.PlotlyDataset, filepath: a.json, plotly_args: {type: bar, fig: {x: port}}", "plot"],
  ["api.APIDataset, url: 'https://example.org/a', method: GET, load_args: {params: {year: 2026}}", "api"],
])("{type: %s} is a dataset", (entry, type) => {
  expect(describe1(`{type: ${entry}}`)).toMatchObject({ type, problem: undefined });
});

it.each([
  ["pandas.ExcelDataset, filepath: a.xlsx, load_args: {engine: openpyxl}", "Save the sheet as CSV"],
  ["pickle.PickleDataset, filepath: a.pickle, backend: pickle", "objects of Python"],
  ["spark.SparkDataset, filepath: a, file_format: parquet", "parquet or csv entry"],
  ["pandas.SQLQueryDataset, sql: select 1, credentials: db", "duckdb"],
  ["kedro_datasets.pandas.HDFDataset, filepath: a.h5, key: x", "CSV or Parquet"],
  ["pandas.GBQTableDataset, dataset: harbour, table_name: ships", "dataset class of your own"],
  ["langchain.ChatOpenAIDataset, credentials: openai", "dataset class of your own"],
  ["my_harbour.datasets.gauge_dataset.GaugeDataset, url: x", "dataset class of your own"],
])("{type: %s} is listed, and says what to do when it is used", async (entry, hint) => {
  expect(describe1(`{type: ${entry}}`).problem).toMatchObject({ code: "catalog.python-only" });
  expect(catalog.list()).toEqual(["a"]);
  const error = await rejection(() => catalog.load("a"));
  expect(error.message).toContain("conf/base/catalog.yml:1:");
  expect(error.hint).toContain(hint);
});

it.each([
  ["pandas.CSVDatset", 'Did you mean "pandas.CSVDataset"?'],
  ["pandsa.CSVDataset", 'Did you mean "pandas.CSVDataset"?'],
  ["kedro_datasets.panda.ParquetDataset", 'Did you mean "pandas.ParquetDataset"?'],
  ["csvv", 'Did you mean "csv"?'],
])("{type: %s} is a slip, and no class of Python's", (type, hint) => {
  expect(describe1(`{type: ${type}, filepath: a.csv}`).problem).toMatchObject({ code: "catalog.unknown-type", hint });
});

it.each([
  ["pandas.CSVDataset, filepath: a.csv, load_args: {encoding: latin-1}", "catalog.unsupported"],
  ["pandas.CSVDataset, filepath: a.csv, load_args: {header: null, skiprows: 3}", "catalog.unknown-key"],
  ["pandas.JSONDataset, filepath: a.json, load_args: {orient: split}", "catalog.unsupported"],
  ["api.APIDataset, url: 'https://example.org/a', method: POST", "catalog.unsupported"],
  ["api.APIDataset, url: data/a.json", "catalog.invalid"],
  ["CachedDataset", "catalog.invalid"],
  ["partitions.PartitionedDataset, path: ../elsewhere, dataset: csv", "catalog.outside"],
  ["csv, filepath: 's3://user:secret@bucket/a.csv?key=secret'", "catalog.remote"],
])("{type: %s} is refused, as it would mean other data", (entry, code) => {
  const { problem } = describe1(`{type: ${entry}}`);
  expect(problem?.code).toBe(code);
  expect(problem?.message).not.toContain("secret");
});
