import type { CatalogEntry } from "./catalog-entry";
import { CsvDataset } from "./csv-dataset";
import type { DatasetType } from "./dataset-type";

/** A table in a text file, as pandas and polars write it. */
export const csvType: DatasetType = {
  name: "csv",
  aliases: ["pandas.CSVDataset", "polars.CSVDataset"],
  keys: ["filepath", "load_args", "save_args"],
  create: (entry) =>
    new CsvDataset(entry.file(), {
      load: separator(entry, "load_args", ["sep"]),
      // pandas writes its index unless told not to; here there is none to write.
      save: separator(entry, "save_args", ["sep", "index"]),
    }),
};

function separator(entry: CatalogEntry, key: string, known: readonly string[]): string {
  entry.checkKeys(known, key);
  const values = entry.map(key);
  if (values["index"] !== undefined && values["index"] !== false) {
    throw entry.unsupported(key, "tables have no index");
  }
  const sep = values["sep"] ?? ",";
  if (typeof sep !== "string" || sep.length !== 1) {
    const problem = `has a separator that is not one character: ${JSON.stringify(sep)}`;
    throw entry.invalid(key, problem, 'Write for example sep: ";" or sep: "\\t".');
  }
  return sep;
}
