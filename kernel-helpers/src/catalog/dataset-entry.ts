import { isConfigMap, type CatalogConfig, type ConfigMap } from "../config";
import { suggestName, TracksideError } from "../errors";
import { CsvDataset } from "./csv-dataset";
import { resolveDataFile, type DataFile } from "./data-file";
import type { Dataset, DatasetContext } from "./dataset";
import { JsonDataset } from "./json-dataset";
import { MemoryDataset } from "./memory-dataset";
import { MetricsFileDataset, MetricsMemoryDataset } from "./metrics-dataset";

/** An entry of `catalog.yml` on its way to a dataset. */
interface Entry {
  readonly context: DatasetContext;
  readonly config: CatalogConfig;
  readonly values: ConfigMap;
}

interface DatasetType {
  /** Keys of the entry beside those that all types have. */
  readonly keys: readonly string[];
  create(entry: Entry): Dataset;
}

const types: Readonly<Record<string, DatasetType>> = {
  csv: { keys: ["filepath", "load_args", "save_args"], create: createCsv },
  json: { keys: ["filepath"], create: (entry) => new JsonDataset(fileOf(entry)) },
  metrics: {
    keys: ["filepath"],
    create: (entry) =>
      entry.values["filepath"] === undefined
        ? new MetricsMemoryDataset(entry.context)
        : new MetricsFileDataset(fileOf(entry)),
  },
  memory: { keys: ["copy_mode"], create: createMemory },
};

/** Kedro's and kedro-mlflow's names, so that an existing catalog reads; the module path before them may be written too. */
const aliases: Readonly<Record<string, string>> = {
  "pandas.CSVDataset": "csv",
  "polars.CSVDataset": "csv",
  "json.JSONDataset": "json",
  MemoryDataset: "memory",
  "io.MemoryDataset": "memory",
  "tracking.MetricsDataset": "metrics",
  "kedro_mlflow.io.metrics.MlflowMetricsHistoryDataset": "metrics",
};

/** Keys that any entry may have: what they hold is either for people or asks for nothing. */
const commonKeys = ["type", "metadata", "versioned"];

/**
 * Makes the dataset that an entry of the catalog describes.
 *
 * @throws TracksideError with the entry's place when its type or a key is unknown or asks for what is not there yet.
 */
export function createDataset(context: DatasetContext, config: CatalogConfig, values: ConfigMap): Dataset {
  const entry: Entry = { context, config, values };
  const written = String(values["type"]);
  const name = aliases[written.replace(/^kedro(?:_datasets)?\./, "")] ?? written;
  const type = Object.hasOwn(types, name) ? types[name] : undefined;
  if (!type) {
    throw failure(entry, "type", `has a type that Trackside does not know: ${written}`, {
      code: "catalog.unknown-type",
      hint: suggestName(written, [...Object.keys(types), ...Object.keys(aliases)]),
    });
  }
  checkKeys(entry, values, [...commonKeys, ...type.keys], []);
  if (values["versioned"] !== undefined && values["versioned"] !== false) {
    throw unsupported(entry, "versioned", "datasets are not versioned yet");
  }
  return type.create(entry);
}

function createCsv(entry: Entry): Dataset {
  return new CsvDataset(fileOf(entry), {
    load: separator(entry, "load_args", ["sep"]),
    // pandas writes its index unless told not to; here there is none to write.
    save: separator(entry, "save_args", ["sep", "index"]),
  });
}

function separator(entry: Entry, key: string, known: readonly string[]): string {
  const values = entry.values[key] ?? {};
  if (!isConfigMap(values)) {
    throw failure(entry, key, `has ${key} that are not a mapping`, {
      code: "catalog.invalid",
      hint: `Write for example ${key}: {sep: ";"}.`,
    });
  }
  checkKeys(entry, values, known, [key]);
  if (values["index"] !== undefined && values["index"] !== false) {
    throw unsupported(entry, key, "tables have no index");
  }
  const sep = values["sep"] ?? ",";
  if (typeof sep !== "string" || sep.length !== 1) {
    throw failure(entry, key, `has a separator that is not one character: ${JSON.stringify(sep)}`, {
      code: "catalog.invalid",
      hint: 'Write for example sep: ";" or sep: "\\t".',
    });
  }
  return sep;
}

function createMemory(entry: Entry): Dataset {
  const mode = entry.values["copy_mode"];
  if (mode !== undefined && mode !== null && mode !== "assign") {
    throw unsupported(entry, "copy_mode", 'values in memory are handed on as they are ("assign")');
  }
  return new MemoryDataset(entry.context);
}

function fileOf(entry: Entry): DataFile {
  const { name, root } = entry.context;
  const filepath = entry.values["filepath"];
  if (typeof filepath !== "string" || filepath === "") {
    throw failure(entry, "filepath", "has no filepath", {
      code: "catalog.invalid",
      hint: "Write for example filepath: data/01_raw/companies.csv.",
    });
  }
  return resolveDataFile(root, name, filepath, entry.config.locate([name, "filepath"]));
}

function checkKeys(entry: Entry, values: ConfigMap, known: readonly string[], path: readonly string[]): void {
  const unknown = Object.keys(values).find((key) => !known.includes(key));
  if (unknown !== undefined) {
    const key = [...path, unknown].join(".");
    throw failure(
      entry,
      unknown,
      `has a key that has no meaning here: ${key}`,
      {
        code: "catalog.unknown-key",
        hint: suggestName(unknown, known),
      },
      path,
    );
  }
}

function unsupported(entry: Entry, key: string, reason: string): TracksideError {
  return failure(entry, key, `asks for ${key}: ${JSON.stringify(entry.values[key])}, but ${reason}`, {
    code: "catalog.unsupported",
    hint: "Remove it.",
  });
}

function failure(
  { config, context }: Entry,
  key: string,
  problem: string,
  options: { readonly code: string; readonly hint: string },
  path: readonly string[] = [],
): TracksideError {
  return new TracksideError(
    `${config.locate([context.name, ...path, key])}: dataset "${context.name}" ${problem}`,
    options,
  );
}
