import { readdir, rm } from "node:fs/promises";
import { join, relative, sep } from "node:path";
import { isConfigMap } from "../config";
import { TracksideError } from "../errors";
import type { CatalogEntry } from "./catalog-entry";
import { resolveDataFile, type DataFile } from "./data-file";
import type { Dataset } from "./dataset";
import type { DatasetType } from "./dataset-type";

/** Partitions by name, each with how to load it: what nobody asks for is not read. */
export type Partitions<Data = unknown> = Readonly<Record<string, () => Promise<Data>>>;

/**
 * A folder whose files are datasets of one type, and together one dataset.
 *
 * @see kedro_datasets/partitions/partitioned_dataset.py
 */
class PartitionedDataset implements Dataset {
  readonly type = "partitioned";
  readonly file: string;

  constructor(
    private readonly folder: DataFile,
    private readonly suffix: string,
    private readonly overwrite: boolean,
    /** Makes the dataset of one file, by its path within the project. */
    private readonly at: (filepath: string) => Dataset,
  ) {
    this.file = folder.shown;
  }

  async load(): Promise<Partitions> {
    const names = await this.names();
    if (names.length === 0) {
      throw new TracksideError(
        `dataset "${this.folder.dataset}": ${this.file} has no file that ends with "${this.suffix}"`,
        { code: "catalog.no-partitions", hint: "Put files there, or correct path and filename_suffix in the catalog." },
      );
    }
    return Object.fromEntries(names.map((name) => [name, () => this.partition(name).load()]));
  }

  /** Saves each partition; a function is called for its data when its turn comes, so that not all need fit into memory. */
  async save(data: unknown): Promise<void> {
    if (!isConfigMap(data)) {
      throw new TracksideError(`dataset "${this.folder.dataset}": what is saved has no partitions`, {
        code: "catalog.wrong-data",
        hint: "Save an object: a name for each partition, with its data or a function that makes it.",
      });
    }
    const partitions = Object.entries(data).map(([name, each]) => [this.partition(name), each] as const);
    if (this.overwrite) {
      await rm(this.folder.path, { recursive: true, force: true });
    }
    for (const [partition, each] of partitions) {
      await partition.save(typeof each === "function" ? await (each as () => unknown)() : each);
    }
  }

  async exists(): Promise<boolean> {
    return (await this.names()).length > 0;
  }

  release(): void {
    // Nothing is held: every load reads the files.
  }

  /** @throws TracksideError when the name leads out of the folder. */
  private partition(name: string): Dataset {
    const parts = name.split("/");
    if (name === "" || parts.some((part) => part === "" || part === "." || part === "..") || name.includes("\\")) {
      throw new TracksideError(`dataset "${this.folder.dataset}": ${JSON.stringify(name)} is no name of a partition`, {
        code: "catalog.outside",
        hint: 'Use a name such as "2026-11" or "north/2026-11".',
      });
    }
    return this.at(`${this.file}/${name}${this.suffix}`);
  }

  private async names(): Promise<string[]> {
    const entries = await this.entries();
    return entries
      .filter((entry) => entry.isFile() && entry.name.endsWith(this.suffix) && !entry.name.startsWith("."))
      .map((entry) => relative(this.folder.path, join(entry.parentPath, entry.name)).split(sep).join("/"))
      .map((path) => path.slice(0, path.length - this.suffix.length))
      .sort();
  }

  private async entries() {
    try {
      return await readdir(this.folder.path, { recursive: true, withFileTypes: true });
    } catch (error) {
      if ((error as NodeJS.ErrnoException).code === "ENOENT") {
        return [];
      }
      throw error;
    }
  }
}

export const partitionedType: DatasetType = {
  name: "partitioned",
  aliases: ["partitions.PartitionedDataset", "PartitionedDataset"],
  keys: ["path", "dataset", "filename_suffix", "overwrite", "filepath_arg"],
  create(entry) {
    const { name, root } = entry.context;
    const path = entry.text("path", "data/01_raw/calls");
    const folder = resolveDataFile(root, name, path, entry.place("path"));
    const inner = entry.values["dataset"];
    if (isConfigMap(inner) && inner["versioned"] === true) {
      throw entry.unsupported("dataset", "partitions keep no versions");
    }
    const suffix = entry.optionalText("filename_suffix", ".csv") ?? "";
    return new PartitionedDataset(folder, suffix, readFlag(entry, "overwrite"), (filepath) =>
      entry.dataset("dataset", { filepath }),
    );
  },
};

function readFlag(entry: CatalogEntry, key: string): boolean {
  const value = entry.values[key] ?? false;
  if (typeof value !== "boolean") {
    throw entry.invalid(key, `has ${key}: ${JSON.stringify(value)}`, `Write ${key}: true or false.`);
  }
  return value;
}
