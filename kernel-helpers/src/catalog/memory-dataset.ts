import { TracksideError } from "../errors";
import type { Dataset, DatasetContext } from "./dataset";
import type { DatasetType } from "./dataset-type";

/** A value that lives as long as the process. It is handed on as it is, without a copy: do not change it in place. */
export class MemoryDataset implements Dataset {
  readonly type: string = "memory";
  readonly file = undefined;

  constructor(private readonly context: DatasetContext) {}

  load(): Promise<unknown> {
    const { memory, name } = this.context;
    if (!memory.has(name)) {
      const error = new TracksideError(`dataset "${name}" has no data yet`, {
        code: "catalog.no-data",
        hint: "It lives in memory: run the node that makes it first.",
      });
      return Promise.reject(error);
    }
    return Promise.resolve(memory.get(name));
  }

  save(data: unknown): Promise<void> {
    this.context.memory.set(this.context.name, data);
    return Promise.resolve();
  }

  exists(): Promise<boolean> {
    return Promise.resolve(this.context.memory.has(this.context.name));
  }

  release(): void {
    this.context.memory.delete(this.context.name);
  }
}

/** What an entry says that only wants to be listed. */
export const memoryType: DatasetType = {
  name: "memory",
  aliases: ["MemoryDataset", "io.MemoryDataset"],
  keys: ["copy_mode"],
  create(entry) {
    if (entry.has("copy_mode") && entry.values["copy_mode"] !== "assign") {
      throw entry.unsupported("copy_mode", 'values in memory are handed on as they are ("assign")');
    }
    return new MemoryDataset(entry.context);
  },
};

const memorySymbol = Symbol.for("trackside.memory");

/** Memory datasets of a project: one place for all copies of this package, as a notebook may load it more than once. */
export function memoryOf(root: string): Map<string, unknown> {
  const host = globalThis as { [memorySymbol]?: Map<string, Map<string, unknown>> };
  const projects = (host[memorySymbol] ??= new Map());
  const memory = projects.get(root) ?? new Map<string, unknown>();
  projects.set(root, memory);
  return memory;
}
