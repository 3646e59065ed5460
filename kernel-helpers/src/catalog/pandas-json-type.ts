import type { CatalogEntry } from "./catalog-entry";
import { FileDataset } from "./file-dataset";
import type { DatasetType } from "./dataset-type";
import { jsonFormat } from "./json-format";
import { jsonLinesFormat } from "./text-types";

/** Rows as pandas writes them with `orient: records`, in a list or, with `lines: true`, each on its line. */
export const pandasJsonType: DatasetType = {
  name: "pandas.JSONDataset",
  aliases: ["polars.JSONDataset"],
  keys: ["filepath", "load_args", "save_args"],
  create(entry) {
    const inLines = readArguments(entry, "load_args") || readArguments(entry, "save_args");
    const file = entry.file("data/01_raw/calls.json");
    return inLines ? new FileDataset("jsonl", file, jsonLinesFormat) : new FileDataset("json", file, jsonFormat);
  },
};

/** Whether rows are lines; pandas' own default, a mapping of columns, is no table here. */
function readArguments(entry: CatalogEntry, key: string): boolean {
  entry.checkKeys(["orient", "lines", "force_ascii", "indent"], key);
  const { orient = "records", lines = false } = entry.map(key);
  if (orient !== "records") {
    throw entry.unsupported(key, "tables in JSON are lists of rows (orient: records)");
  }
  return lines === true;
}
