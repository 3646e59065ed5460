import type { Catalog } from "../../catalog";

/** Tells whether a dataset's data is in this process's memory, and in no place that any thread can read. */
export function isInMemory(catalog: Catalog, name: string): boolean {
  const { type, filepath } = catalog.describe(name);
  return type === "memory" || (type === "metrics" && filepath === undefined);
}

/**
 * Tells whether this thread has to load a dataset for another: it is in memory, or an object of this thread's that
 * `catalog.add` was given.
 */
export function isOnlyHere(catalog: Catalog, name: string): boolean {
  return catalog.describe(name).type === "custom" || isInMemory(catalog, name);
}
