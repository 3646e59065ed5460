import { join } from "node:path";
import { findProjectRoot, loadCatalogConfig, type CatalogConfig, type ConfigOptions } from "../config";
import { suggestName, TracksideError } from "../errors";
import type { Dataset } from "./dataset";
import { createDataset } from "./dataset-entry";
import { MemoryDataset, memoryOf } from "./memory-dataset";

/** Where a dataset's data is. */
export interface DatasetDescription {
  readonly name: string;
  /** `csv`, `json`, `metrics` or `memory`. */
  readonly type: string;
  /** Relative to the project's root; undefined for data in memory. */
  readonly filepath: string | undefined;
  /** The same, absolute: for `mlflow.logArtifact`, or another library's own reader. */
  readonly path: string | undefined;
  /** Whether the catalog's files name it; what they do not name lives in memory. */
  readonly declared: boolean;
}

/** A project's named data: what `conf/base/catalog.yml` declares, in files; all else in memory. */
export interface Catalog {
  /**
   * Loads a dataset. A CSV becomes an array of row objects, its columns numbers, booleans or text, empty cells null. Data
   * in memory is the very value that was saved, not a copy.
   *
   * @typeParam Data - What the caller knows the data to be; it is not checked.
   * @throws TracksideError when there is no such dataset, or its file is missing or broken.
   */
  load<Data = unknown>(name: string): Promise<Data>;
  /**
   * Saves a dataset: to its file when it is declared, else in memory until the process ends. A file is written beside and
   * renamed, so that it is never half there.
   *
   * @throws TracksideError naming row and column, or path, of what the file's format cannot hold.
   */
  save(name: string, data: unknown): Promise<void>;
  /** Tells whether there is data to load. */
  exists(name: string): Promise<boolean>;
  /** Names the declared datasets, then those that are only in memory. */
  list(): string[];
  /** Tells where a dataset's data is, without loading it. */
  describe(name: string): DatasetDescription;
  /** Forgets a dataset's data in memory; files stay. */
  release(name: string): void;
}

/** Opens the catalog of a project as its files have it now; later changes of the files do not reach it. */
export function openCatalog(root: string, options: ConfigOptions = {}): Catalog {
  const project = { root, config: loadCatalogConfig(root, options) };
  return new ProjectCatalog(() => project);
}

interface Project {
  readonly root: string;
  readonly config: CatalogConfig;
}

class ProjectCatalog implements Catalog {
  private config: CatalogConfig | undefined;
  private readonly datasets = new Map<string, Dataset>();

  constructor(private readonly findProject: () => Project) {}

  async load<Data = unknown>(name: string): Promise<Data> {
    return (await this.find(name).load()) as Data;
  }

  async save(name: string, data: unknown): Promise<void> {
    const dataset = this.findOrMake(name);
    if (data === undefined) {
      throw new TracksideError(`dataset "${name}": undefined cannot be saved`, {
        code: "catalog.undefined",
        hint: "Return or save a value; null says that there is none.",
      });
    }
    await dataset.save(data);
  }

  async exists(name: string): Promise<boolean> {
    return this.findOrMake(name).exists();
  }

  list(): string[] {
    const { root, config } = this.findProject();
    return [...new Set([...config.entries.keys(), ...memoryOf(root).keys()])];
  }

  describe(name: string): DatasetDescription {
    const { type, file } = this.find(name);
    const { root, config } = this.findProject();
    return { name, type, filepath: file, path: file && join(root, file), declared: config.entries.has(name) };
  }

  release(name: string): void {
    this.find(name).release();
  }

  private find(name: string): Dataset {
    const { root, config } = this.findProject();
    if (!config.entries.has(name) && !memoryOf(root).has(name)) {
      throw unknownDataset(name, this.list());
    }
    return this.findOrMake(name);
  }

  private findOrMake(name: string): Dataset {
    const { root, config } = this.findProject();
    if (config !== this.config) {
      this.config = config;
      this.datasets.clear();
    }
    const context = { name, root, memory: memoryOf(root) };
    const values = config.entries.get(name);
    const dataset =
      this.datasets.get(name) ?? (values ? createDataset(context, config, values) : new MemoryDataset(context));
    this.datasets.set(name, dataset);
    return dataset;
  }
}

function unknownDataset(name: string, known: readonly string[]): TracksideError {
  const parameter = /^params:(.+)$/.exec(name)?.[1];
  return new TracksideError(`there is no dataset "${name}"`, {
    code: "catalog.unknown",
    hint:
      parameter === undefined
        ? `${suggestName(name, known)} Datasets are declared in conf/base/catalog.yml, or made by running a node.`
        : `Parameters are read by params("${parameter}").`,
  });
}

/**
 * The catalog of the project that the working directory belongs to; in a notebook, the notebook's project.
 *
 * @example
 * ```ts
 * import { catalog } from "trackside";
 *
 * await catalog.save("squares", [{ n: 1, square: 1 }, { n: 2, square: 4 }]);
 * const squares = await catalog.load<{ n: number; square: number }[]>("squares");
 * console.log(squares.length, catalog.describe("squares").type);
 * ```
 */
export const catalog: Catalog = new ProjectCatalog(() => {
  const { root } = findProjectRoot();
  return { root, config: loadCatalogConfig(root) };
});
