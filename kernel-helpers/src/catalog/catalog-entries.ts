import type { CatalogConfig, ConfigMap } from "../config";
import { TracksideError } from "../errors";
import { datasetOf } from "../pipeline";
import { AddedDataset, addedOf, isCustomDataset, type CustomDataset } from "./added-datasets";
import { createDataset } from "./create-dataset";
import type { Dataset, DatasetContext } from "./dataset";
import { typeNameOf } from "./dataset-type";
import { DatasetFactories, isPattern } from "./dataset-factories";
import { MemoryDataset, memoryOf } from "./memory-dataset";

/** What the catalog has for a name. */
interface FoundEntry {
  /** Undefined for data that is only in memory. */
  readonly values: ConfigMap | CustomDataset | undefined;
  readonly isDeclared: boolean;
  readonly pattern: string | undefined;
  /** Where it is written; undefined for what code added, and for data that is only in memory. */
  readonly place: string | undefined;
}

/** What an entry says of its dataset, also when there can be none. */
interface EntryDescription {
  readonly type: string;
  readonly file: string | undefined;
  readonly problem: TracksideError | undefined;
}

/** The entries of a catalog as its files have them at a moment, and the datasets that are made of them when they are used. */
export class CatalogEntries {
  private readonly factories: DatasetFactories;
  private readonly datasets = new Map<string, Dataset>();
  private readonly found = new Map<string, FoundEntry>();

  constructor(
    private readonly root: string,
    readonly config: CatalogConfig,
    private readonly loadVersions: Readonly<Record<string, string>>,
  ) {
    this.factories = new DatasetFactories(config);
  }

  /** Names of the entries that stand for one dataset. */
  names(): string[] {
    return [...this.config.entries.keys(), ...addedOf(this.root).keys()].filter((name) => !isPattern(name));
  }

  entryOf(name: string): FoundEntry {
    let found = this.found.get(name);
    if (!found) {
      found = this.look(name);
      this.found.set(name, found);
    }
    return found;
  }

  dataset(name: string): Dataset {
    let dataset = this.datasets.get(name);
    if (!dataset) {
      dataset = this.make(name, this.loadVersions[name]);
      this.datasets.set(name, dataset);
    }
    return dataset;
  }

  /** An entry that makes no dataset still is one of the catalog: what else is there can be listed and used. */
  describe(name: string): EntryDescription {
    try {
      const { type, file } = this.dataset(name);
      return { type, file, problem: undefined };
    } catch (error) {
      const { values } = this.entryOf(name);
      if (!TracksideError.is(error) || !values || isCustomDataset(values as CustomDataset)) {
        throw error;
      }
      return { type: typeNameOf(values as ConfigMap), file: undefined, problem: error };
    }
  }

  patterns(): string[] {
    return this.factories.patterns();
  }

  /** @throws TracksideError when the dataset keeps no versions. */
  ofVersion(name: string, version: string): Dataset {
    return this.make(name, version);
  }

  async versions(name: string): Promise<string[]> {
    const versions = await this.dataset(name).versions?.();
    if (!versions) {
      throw new TracksideError(`dataset "${name}" keeps no versions`, {
        code: "catalog.not-versioned",
        hint: "Write `versioned: true` into its entry.",
      });
    }
    return versions;
  }

  private look(name: string): FoundEntry {
    const added = addedOf(this.root).get(name);
    const values = added ?? this.config.entries.get(name);
    if (values) {
      return { values, isDeclared: true, pattern: undefined, place: added ? undefined : this.config.locate([name]) };
    }
    const matched = name.startsWith("params:") || name === "parameters" ? undefined : this.factories.match(name);
    return {
      values: matched?.values,
      isDeclared: matched !== undefined,
      pattern: matched?.pattern,
      place: matched && this.config.locate([matched.pattern]),
    };
  }

  private make(name: string, version: string | undefined): Dataset {
    const dataset = this.create(name, version);
    if (version !== undefined && !dataset.versions) {
      throw new TracksideError(`a version of dataset "${name}" is asked for, which keeps none`, {
        code: "catalog.not-versioned",
        hint: "Write `versioned: true` and a filepath into its entry.",
      });
    }
    return dataset;
  }

  private create(name: string, version: string | undefined): Dataset {
    const { values, pattern } = this.entryOf(name);
    const context = { name, root: this.root, memory: memoryOf(this.root), version };
    if (!values) {
      return this.inMemory(context);
    }
    if (isCustomDataset(values as CustomDataset)) {
      return new AddedDataset(name, values as CustomDataset);
    }
    // What is wrong with an entry is wrong where it is written: at its pattern.
    const config = pattern === undefined ? this.config : relocated(this.config, pattern);
    return createDataset(context, config, values as ConfigMap);
  }

  /** What one node makes as `ships@rows`, another takes as `ships@columns`: in memory they are one. */
  private inMemory(context: DatasetContext): Dataset {
    const name = datasetOf(context.name);
    const forms = this.names().filter((each) => each !== name && datasetOf(each) === name);
    if (forms.length > 0) {
      throw new TracksideError(`the catalog has no "${context.name}"`, {
        code: "catalog.unknown",
        hint: `It has the dataset as ${forms.map((each) => `"${each}"`).join(", ")}.`,
      });
    }
    return new MemoryDataset({ ...context, name });
  }
}

function relocated(config: CatalogConfig, pattern: string): CatalogConfig {
  return { ...config, locate: ([, ...path]) => config.locate([pattern, ...path]) };
}
