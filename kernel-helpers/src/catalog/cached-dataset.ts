import type { Dataset } from "./dataset";
import type { DatasetType } from "./dataset-type";

/** Keeps in memory what another dataset was last loaded from or saved to, until it is released. */
class CachedDataset implements Dataset {
  readonly type = "cached";
  readonly file: string | undefined;
  readonly versions?: () => Promise<string[]>;
  private held: { readonly data: unknown } | undefined;

  constructor(private readonly inner: Dataset) {
    this.file = inner.file;
    if (inner.versions) {
      this.versions = () => inner.versions?.() ?? Promise.resolve([]);
    }
  }

  get savedFile(): string | undefined {
    return this.inner.savedFile;
  }

  async load(): Promise<unknown> {
    this.held ??= { data: await this.inner.load() };
    return this.held.data;
  }

  async save(data: unknown): Promise<void> {
    await this.inner.save(data);
    this.held = { data };
  }

  async exists(): Promise<boolean> {
    return this.held !== undefined || (await this.inner.exists());
  }

  release(): void {
    this.held = undefined;
    this.inner.release();
  }
}

/** @see kedro/io/cached_dataset.py */
export const cachedType: DatasetType = {
  name: "cached",
  aliases: ["CachedDataset", "io.CachedDataset"],
  keys: ["dataset", "copy_mode"],
  create: (entry) => new CachedDataset(entry.dataset("dataset")),
};
