import type { TracksideError } from "../errors";
import type { CatalogEntry } from "./catalog-entry";
import type { DatasetType } from "./dataset-type";

/** Types whose files only Python, or another engine, reads: the entry is listed, and says what to do when it is used. */
const advice: readonly (readonly [names: readonly string[], advice: string])[] = [
  [
    ["pickle.PickleDataset"],
    "A pickle holds objects of Python. Write the data as json or parquet there, or keep the dataset in memory by type: memory.",
  ],
  [
    ["pandas.ExcelDataset"],
    "Save the sheet as CSV and use type: csv, or read it in a dataset class of your own, see docs/catalog.md.",
  ],
  [
    ["pandas.HDFDataset", "pandas.XMLDataset", "pandas.GenericDataset", "polars.LazyPolarsDataset"],
    "Write the table as CSV or Parquet and use type: csv or parquet, or read it in a dataset class of your own, see docs/catalog.md.",
  ],
  [["ibis.FileDataset"], "Use type: csv, parquet or duckdb-sql, which read such files."],
  [
    [
      "spark.SparkDataset",
      "spark.SparkDatasetV2",
      "spark.SparkHiveDataset",
      "spark.SparkJDBCDataset",
      "spark.DeltaTableDataset",
    ],
    "Point a parquet or csv entry at what Spark writes.",
  ],
  [
    ["networkx.GMLDataset", "networkx.GraphMLDataset", "networkx.JSONDataset"],
    "Save the graph as JSON and use type: json.",
  ],
  [
    ["tensorflow.TensorFlowModelDataset", "huggingface.HFDataset", "huggingface.HFTransformerPipelineDataset"],
    "Export the model as ONNX and use type: binary.",
  ],
];

/** The types by name; making a dataset of one says why there can be none. */
export const pythonTypes: readonly DatasetType[] = advice.flatMap(([names, hint]) =>
  names.map((name): DatasetType => ({
    name,
    keys: "any",
    create(entry) {
      throw pythonOnly(entry, hint);
    },
  })),
);

/** Says of an entry that its data is for Python, and what to do instead. */
export function pythonOnly(entry: CatalogEntry, hint: string): TracksideError {
  return entry.error(["type"], `is of a type that only Python reads: ${entry.type}`, {
    code: "catalog.python-only",
    hint,
  });
}
