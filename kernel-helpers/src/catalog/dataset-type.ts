import { distance } from "fastest-levenshtein";
import { suggestName } from "../errors";
import type { ConfigMap } from "../config";
import type { CatalogEntry } from "./catalog-entry";
import type { Dataset } from "./dataset";

/** A type that `catalog.yml` may name. */
export interface DatasetType {
  /** Trackside's own name of it. */
  readonly name: string;
  /**
   * Kedro's and kedro-mlflow's names of it, so that an existing catalog reads; without the prefixes `kedro.` and
   * `kedro_datasets.`, which may be written too.
   */
  readonly aliases?: readonly string[];
  /** Keys of an entry beside those that all types have; `"any"` where nobody looks at them. */
  readonly keys: readonly string[] | "any";
  /** Whether it loads a table, whose entry may name `columns`. @default false */
  readonly isTable?: boolean;
  /** @throws TracksideError naming the place of what is wrong with the entry. */
  create(entry: CatalogEntry): Dataset;
}

const names = new Map<string, DatasetType>();

/** Makes a type known to all catalogs of this process. */
export function registerDatasetType(type: DatasetType): void {
  for (const name of [type.name, ...(type.aliases ?? [])]) {
    names.set(name, type);
  }
}

const waiting = new Set<() => readonly DatasetType[]>();

/** The same for types whose code is loaded when a catalog has an entry of a type that is not known yet. */
export function registerDatasetTypesLater(load: () => readonly DatasetType[]): void {
  waiting.add(load);
}

function registerWaiting(): void {
  for (const load of waiting) {
    load().forEach(registerDatasetType);
    waiting.delete(load);
  }
}

/** Finds a type by what an entry calls it. */
export function findDatasetType(written: string): DatasetType | undefined {
  const find = () => names.get(written) ?? names.get(shortName(written));
  const found = find();
  if (!found && waiting.size > 0) {
    registerWaiting();
    return find();
  }
  return found;
}

/** Says which type was meant, or else which there are. */
export function suggestDatasetType(written: string): string {
  registerWaiting();
  return suggestName(shortName(written), names.keys());
}

/** Tells whether a type that Trackside does not know is a class of Python's, and no slip of a name that is known. */
export function isPythonClass(written: string): boolean {
  registerWaiting();
  const wanted = shortName(written);
  return /^[\w.]+\.[A-Z]\w*$/.test(wanted) && ![...names.keys()].some((name) => distance(name, wanted) <= mostSlips);
}

const mostSlips = 2;

/** `type` as Trackside calls it, when it knows it; else as written. */
export function typeNameOf(values: ConfigMap): string {
  const written = String(values["type"]);
  return findDatasetType(written)?.name ?? written;
}

/**
 * `pandas.CSVDataset` of what Kedro also takes for it: `kedro_datasets.pandas.CSVDataset`, with the module's own name
 * (`pandas.csv_dataset.CSVDataset`), and with the spelling of before 2023 (`CSVDataSet`).
 */
function shortName(written: string): string {
  return written
    .replace(/^kedro(?:_datasets|\.extras\.datasets)?\./, "")
    .replace(/\.[a-z_]+(?=\.\w+$)/, (module) =>
      written.split(".").length > 2 && /data_?set/.test(module) ? "" : module,
    )
    .replace(/DataSet$/, "Dataset");
}
