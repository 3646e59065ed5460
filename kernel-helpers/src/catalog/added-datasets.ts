import { TracksideError } from "../errors";
import type { DatasetEntry } from "./catalog";
import type { Dataset } from "./dataset";

/** A dataset of a project's own: whatever can give data, and take it. */
export interface CustomDataset {
  load(): unknown;
  /** @default it cannot be written */
  save?(data: unknown): unknown;
  /** @default true */
  exists?(): boolean | Promise<boolean>;
  /** Forgets what is held in memory. @default nothing */
  release?(): void;
}

const addedSymbol = Symbol.for("trackside.added-datasets");

/** Datasets that code has added to a project: one list for all copies of this package. */
export function addedOf(root: string): Map<string, CustomDataset | DatasetEntry> {
  const host = globalThis as { [addedSymbol]?: Map<string, Map<string, CustomDataset | DatasetEntry>> };
  const projects = (host[addedSymbol] ??= new Map());
  const added = projects.get(root) ?? new Map<string, CustomDataset | DatasetEntry>();
  projects.set(root, added);
  return added;
}

/** The entries among them: what can be told to another thread, as opposed to objects. */
export function addedEntries(root: string): [name: string, entry: DatasetEntry][] {
  return [...addedOf(root)].flatMap(([name, value]) => (isCustomDataset(value) ? [] : [[name, value]]));
}

export function isCustomDataset(value: CustomDataset | DatasetEntry): value is CustomDataset {
  return "load" in value && typeof value.load === "function";
}

/** A dataset of a project's own among the others. */
export class AddedDataset implements Dataset {
  readonly file = undefined;

  constructor(
    private readonly name: string,
    private readonly custom: CustomDataset,
    readonly type = "custom",
  ) {}

  async load(): Promise<unknown> {
    return this.custom.load();
  }

  async save(data: unknown): Promise<void> {
    if (!this.custom.save) {
      throw new TracksideError(`dataset "${this.name}" can only be read`, {
        code: "catalog.read-only",
        hint: "Give it a function save, or give the output another name.",
      });
    }
    await this.custom.save(data);
  }

  async exists(): Promise<boolean> {
    return this.custom.exists?.() ?? true;
  }

  release(): void {
    this.custom.release?.();
  }
}
