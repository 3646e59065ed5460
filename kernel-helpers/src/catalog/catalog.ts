import { join } from "node:path";
import { findProjectRoot, loadCatalogConfig, type CatalogConfig, type ConfigOptions } from "../config";
import { suggestName, TracksideError } from "../errors";
import { datasetOf } from "../pipeline";
import { addedOf, type CustomDataset } from "./added-datasets";
import { CatalogEntries } from "./catalog-entries";
import type { Dataset } from "./dataset";
import { memoryOf } from "./memory-dataset";

/** Where a dataset's data is. */
export interface DatasetDescription {
  readonly name: string;
  /** Trackside's own name of the type, such as `csv` or `memory`; for one that it does not know, as the entry has it. */
  readonly type: string;
  /** Relative to the project's root; undefined for data in memory. */
  readonly filepath: string | undefined;
  /** The same, absolute: for `mlflow.logArtifact`, or another library's own reader. */
  readonly path: string | undefined;
  /** Whether the catalog's files name it; what they do not name lives in memory. */
  readonly declared: boolean;
  /** The dataset factory that its entry comes from; undefined for an entry of its own. */
  readonly pattern: string | undefined;
  /** Where the entry is written: `conf/base/catalog.yml:3:1`; undefined for one that code added, and without one. */
  readonly place: string | undefined;
  /** Why the dataset can be neither loaded nor saved: an entry that is wrong, or of a type that only Python has. */
  readonly problem: TracksideError | undefined;
}

/** A project's named data: what `conf/base/catalog.yml` declares, in files; all else in memory. */
export interface Catalog {
  /**
   * Loads a dataset. A CSV becomes an array of row objects, its columns numbers, booleans or text, empty cells null. Data
   * in memory is the very value that was saved, not a copy.
   *
   * @typeParam Data - What the caller knows the data to be; it is not checked.
   * @throws TracksideError when there is no such dataset or version, or its file is missing or broken.
   */
  load<Data = unknown>(name: string, options?: LoadOptions): Promise<Data>;
  /**
   * Saves a dataset: to its file when it is declared, else in memory until the process ends. A file is written beside and
   * renamed, so that it is never half there.
   *
   * @throws TracksideError naming row and column, or path, of what the file's format cannot hold.
   */
  save(name: string, data: unknown): Promise<void>;
  /** Tells whether there is data to load. */
  exists(name: string): Promise<boolean>;
  /** Names the versions of a versioned dataset, the newest first: times such as `2026-11-24T11.05.33.123Z`. */
  versions(name: string): Promise<string[]>;
  /** Names the declared datasets, then those that are only in memory. */
  list(): string[];
  /** Names the dataset factories, the most specific first. */
  patterns(): string[];
  /** Tells whether the catalog's files, or code, have an entry for a name. */
  isDeclared(name: string): boolean;
  /** Tells where a dataset's data is, without loading it; of an entry that is wrong, why. */
  describe(name: string): DatasetDescription;
  /** Absolute path of a dataset's file, there or not; undefined for what lives in memory or has no file of its own. */
  pathOf(name: string): string | undefined;
  /** Forgets a dataset's data in memory; files stay. */
  release(name: string): void;
  /**
   * Adds a dataset to the project for the life of this process, in place of what `catalog.yml` says of the name.
   *
   * @param dataset - an entry as `catalog.yml` has them, or an object with `load` and, where it can be written, `save`.
   */
  add(name: string, dataset: CustomDataset | DatasetEntry): void;
}

/** How to load a dataset. */
export interface LoadOptions {
  /** Of a versioned dataset. @default the newest */
  readonly version?: string | undefined;
}

/** What `catalog.yml` says of a dataset, from code. */
export type DatasetEntry = Readonly<Record<string, unknown>> & { readonly type: string };

/** What a catalog is opened with. */
export interface CatalogOptions extends ConfigOptions {
  /** Versions to load of versioned datasets, by name; of others the newest. */
  readonly loadVersions?: Readonly<Record<string, string>> | undefined;
}

/** Opens the catalog of a project as its files have it now; later changes of the files do not reach it. */
export function openCatalog(root: string, options: CatalogOptions = {}): Catalog {
  const project = { root, config: loadCatalogConfig(root, options) };
  return new ProjectCatalog(() => project, options.loadVersions);
}

interface Project {
  readonly root: string;
  readonly config: CatalogConfig;
}

class ProjectCatalog implements Catalog {
  private entries: CatalogEntries | undefined;

  constructor(
    private readonly findProject: () => Project,
    private readonly loadVersions: Readonly<Record<string, string>> = {},
  ) {}

  async load<Data = unknown>(name: string, { version }: LoadOptions = {}): Promise<Data> {
    const dataset = version === undefined ? this.find(name) : this.current().ofVersion(name, version);
    return (await dataset.load()) as Data;
  }

  async save(name: string, data: unknown): Promise<void> {
    if (data === undefined) {
      throw new TracksideError(`dataset "${name}": undefined cannot be saved`, {
        code: "catalog.undefined",
        hint: "Return or save a value; null says that there is none.",
      });
    }
    await this.current().dataset(name).save(data);
  }

  async exists(name: string): Promise<boolean> {
    return this.current().dataset(name).exists();
  }

  async versions(name: string): Promise<string[]> {
    return this.current().versions(name);
  }

  list(): string[] {
    const { root } = this.findProject();
    return [...new Set([...this.current().names(), ...memoryOf(root).keys()])];
  }

  isDeclared(name: string): boolean {
    return this.current().entryOf(name).isDeclared;
  }

  patterns(): string[] {
    return this.current().patterns();
  }

  describe(name: string): DatasetDescription {
    this.checkKnown(name);
    const { root } = this.findProject();
    const { isDeclared, pattern, place } = this.current().entryOf(name);
    const { type, file, problem } = this.current().describe(name);
    return {
      name,
      type,
      filepath: file,
      path: file && join(root, file),
      declared: isDeclared,
      pattern,
      place,
      problem,
    };
  }

  pathOf(name: string): string | undefined {
    const { file } = this.current().dataset(name);
    return file && join(this.findProject().root, file);
  }

  release(name: string): void {
    this.find(name).release();
  }

  add(name: string, dataset: CustomDataset | DatasetEntry): void {
    addedOf(this.findProject().root).set(name, dataset);
    this.entries = undefined;
  }

  /** The dataset of a name that the catalog, or memory, has. */
  private find(name: string): Dataset {
    this.checkKnown(name);
    return this.current().dataset(name);
  }

  private checkKnown(name: string): void {
    const { root } = this.findProject();
    if (!this.current().entryOf(name).isDeclared && !memoryOf(root).has(datasetOf(name))) {
      throw unknownDataset(name, this.list());
    }
  }

  /** The entries as the project's files have them now. */
  private current(): CatalogEntries {
    const { root, config } = this.findProject();
    if (this.entries?.config !== config) {
      this.entries = new CatalogEntries(root, config, this.loadVersions);
    }
    return this.entries;
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
