import { fileStamp, findProjectModule, loadProjectModuleNow } from "../config";
import { AddedDataset, isCustomDataset, type CustomDataset } from "./added-datasets";
import type { CatalogEntry } from "./catalog-entry";
import type { Dataset } from "./dataset";

/** What the class of a dataset is made with: the entry's own keys beside these. */
export interface DatasetClassOptions extends Readonly<Record<string, unknown>> {
  /** The dataset's name. */
  readonly name: string;
  /** The project's root, absolute. */
  readonly projectPath: string;
}

type DatasetClass = new (options: DatasetClassOptions) => CustomDataset;

/** `./datasets/gauge.ts`, with `#TideGauge` behind it where the module has several classes; or a package. */
const modulePattern = /^(?<module>\.{1,2}\/[^#]+|@?[\w][\w./-]*)(?:#(?<exported>\w+))?$/;

/** Whether a type names a class of the project's: a file, or what a package exports. */
export function isModuleType(written: string): boolean {
  return (
    written.startsWith("./") || written.startsWith("../") || (written.includes("#") && modulePattern.test(written))
  );
}

/** Makes the dataset of an entry whose type is a class of the project's own. */
export function createFromModule(entry: CatalogEntry): Dataset {
  const { module = "", exported } = modulePattern.exec(entry.type)?.groups ?? {};
  const Class = findClass(entry, loadModule(entry, module), exported);
  const { type: _, ...values } = entry.values;
  const dataset = new Class({ ...values, name: entry.context.name, projectPath: entry.context.root });
  if (!isCustomDataset(dataset)) {
    throw failure(entry, `is of class ${Class.name}, which has no function load`, "Give the class a load().");
  }
  return new AddedDataset(entry.context.name, dataset, entry.type);
}

const modules = new Map<string, { readonly stamp: string; readonly exports: Readonly<Record<string, unknown>> }>();

/** Loads a module once, and again when its file has changed. */
function loadModule(entry: CatalogEntry, name: string): Readonly<Record<string, unknown>> {
  try {
    const file = findProjectModule(entry.context.root, name);
    const stamp = fileStamp(file);
    let loaded = modules.get(file);
    if (loaded?.stamp !== stamp) {
      loaded = { stamp, exports: loadProjectModuleNow(file) as Readonly<Record<string, unknown>> };
      modules.set(file, loaded);
    }
    return loaded.exports;
  } catch (cause) {
    const reason = cause instanceof Error ? cause.message : String(cause);
    throw failure(entry, `has the type ${name}, which ${reason}`, "Correct the path, or the module.", cause);
  }
}

function findClass(
  entry: CatalogEntry,
  exports: Readonly<Record<string, unknown>>,
  exported: string | undefined,
): DatasetClass {
  const classes = Object.entries(exports).filter((each): each is [string, DatasetClass] => isClass(each[1]));
  const [found, another] = exported === undefined ? classes : classes.filter(([name]) => name === exported);
  if (!found || another) {
    const names = classes.map(([name]) => name).join(", ") || "none";
    throw failure(
      entry,
      `has the type ${entry.type}, which names no one class`,
      `The module's classes are: ${names}. Write one of them behind a #, such as ./datasets/gauge.ts#TideGauge.`,
    );
  }
  return found[1];
}

function isClass(value: unknown): value is DatasetClass {
  return typeof value === "function" && value.toString().startsWith("class");
}

function failure(entry: CatalogEntry, problem: string, hint: string, cause?: unknown) {
  return entry.error(["type"], problem, { code: "catalog.class", hint, cause });
}
