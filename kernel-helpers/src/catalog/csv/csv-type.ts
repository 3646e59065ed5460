import type { CatalogEntry } from "../catalog-entry";
import { CsvDataset } from "./csv-dataset";
import type { DatasetType } from "../dataset-type";

const known = ["sep", "delimiter", "separator", "encoding"];

/** A table in a text file, as pandas and polars write it. */
export const csvType: DatasetType = {
  name: "csv",
  aliases: ["pandas.CSVDataset", "polars.CSVDataset"],
  keys: ["filepath", "load_args", "save_args"],
  isTable: true,
  create: (entry) =>
    new CsvDataset(entry.file(), {
      load: separator(entry, "load_args", [...known, "engine", "low_memory", "header"]),
      // pandas writes its index unless told not to; here there is none to write.
      save: separator(entry, "save_args", [...known, "index"]),
    }),
};

function separator(entry: CatalogEntry, key: string, known: readonly string[]): string {
  entry.checkKeys(known, key);
  const values = entry.map(key);
  if (values["index"] !== undefined && values["index"] !== false) {
    throw entry.unsupported(key, "tables have no index");
  }
  const encoding = values["encoding"] ?? "utf-8";
  if (typeof encoding !== "string" || !/^utf-?8(?:-sig)?$/i.test(encoding)) {
    throw entry.unsupported(key, "files are read and written as UTF-8");
  }
  if (!["infer", 0].includes((values["header"] as string | number | undefined) ?? 0)) {
    throw entry.unsupported(key, "the first line of a file holds the columns' names");
  }
  const sep = values["sep"] ?? values["delimiter"] ?? values["separator"] ?? ",";
  if (typeof sep !== "string" || sep.length !== 1) {
    const problem = `has a separator that is not one character: ${JSON.stringify(sep)}`;
    throw entry.invalid(key, problem, 'Write for example sep: ";" or sep: "\\t".');
  }
  return sep;
}
