import type { Catalog } from "../../catalog";

/** Tells whether a dataset's data is in this process's memory, and not in a file that any worker can read. */
export function isInMemory(catalog: Catalog, name: string): boolean {
  const { type, filepath } = catalog.describe(name);
  return type === "memory" || (type === "metrics" && filepath === undefined);
}
