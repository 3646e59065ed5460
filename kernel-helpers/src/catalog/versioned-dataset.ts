import { readdir } from "node:fs/promises";
import { basename, join } from "node:path";
import { suggestName, TracksideError } from "../errors";
import type { Dataset, DatasetContext } from "./dataset";

/**
 * A file that is kept once for each time that it was saved, as Kedro lays them out: `ships.csv/<time>/ships.csv`.
 *
 * @see kedro/io/core.py, `AbstractVersionedDataset`
 */
export class VersionedDataset implements Dataset {
  savedFile: string | undefined;
  private readonly chosen: string | undefined;

  /**
   * @param filepath - of the folder of its versions, relative to the project's root.
   * @param at - makes the dataset of one version's file.
   */
  constructor(
    private readonly context: DatasetContext,
    private readonly filepath: string,
    private readonly at: (filepath: string) => Dataset,
  ) {
    this.chosen = context.version;
  }

  get type(): string {
    return this.at(this.filepath).type;
  }

  get file(): string | undefined {
    return this.at(this.filepath).file;
  }

  async load(): Promise<unknown> {
    return (await this.toLoad()).load();
  }

  async save(data: unknown): Promise<void> {
    const taken = new Set(await this.versions());
    let time = Date.now();
    while (taken.has(versionAt(time))) {
      time++;
    }
    const version = this.ofVersion(versionAt(time));
    await version.save(data);
    this.savedFile = version.file;
  }

  async exists(): Promise<boolean> {
    const versions = await this.versions();
    return this.chosen === undefined ? versions.length > 0 : versions.includes(this.chosen);
  }

  release(): void {
    // Nothing is held: every load reads the file.
  }

  /** Its versions, the newest first; one whose file is not there was not saved to its end, and is none. */
  async versions(): Promise<string[]> {
    const names = await this.folders();
    const whole = await Promise.all(names.map((name) => this.ofVersion(name).exists()));
    return names
      .filter((_, index) => whole[index])
      .sort()
      .reverse();
  }

  private async toLoad(): Promise<Dataset> {
    const versions = await this.versions();
    const version = this.chosen ?? versions[0];
    if (version === undefined || !versions.includes(version)) {
      throw new TracksideError(
        `dataset "${this.context.name}": ${this.filepath} has no version${version === undefined ? "" : ` "${version}"`}`,
        {
          code: "catalog.missing-version",
          hint: version === undefined ? "Run the node that makes it first." : suggestName(version, versions),
        },
      );
    }
    return this.ofVersion(version);
  }

  private ofVersion(version: string): Dataset {
    return this.at(`${this.filepath}/${version}/${basename(this.filepath)}`);
  }

  private async folders(): Promise<string[]> {
    try {
      const entries = await readdir(join(this.context.root, this.filepath), { withFileTypes: true });
      return entries.flatMap((entry) => (entry.isDirectory() && !entry.name.startsWith(".") ? [entry.name] : []));
    } catch (error) {
      const { code } = error as NodeJS.ErrnoException;
      if (code === "ENOENT") {
        return [];
      }
      if (code === "ENOTDIR") {
        throw new TracksideError(
          `dataset "${this.context.name}": ${this.filepath} is a file, and no folder of versions`,
          {
            code: "catalog.not-versioned",
            hint: "Remove `versioned: true` from its entry, or move the file away.",
            cause: error,
          },
        );
      }
      throw error;
    }
  }
}

/** A time as a version's name, in Kedro's form: `2026-11-24T11.05.33.123Z`. */
function versionAt(time: number): string {
  return new Date(time).toISOString().replaceAll(":", ".");
}
