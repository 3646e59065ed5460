import type { ConfigMap } from "./yaml-file";

/** Whether a value is a mapping, not a list and not an instance of a class. */
export function isConfigMap(value: unknown): value is ConfigMap {
  if (typeof value !== "object" || value === null) {
    return false;
  }
  const prototype: unknown = Object.getPrototypeOf(value);
  // An object made in another realm, as a cell may be, has that realm's Object.prototype: the last of its chain.
  return prototype === null || Object.getPrototypeOf(prototype) === null;
}

/** Lays one tree over another: mappings key by key, all else, lists too, as a whole. */
export function mergeMaps(below: ConfigMap, above: ConfigMap): ConfigMap {
  const merged = { ...below };
  for (const [key, value] of Object.entries(above)) {
    const other = Object.hasOwn(below, key) ? below[key] : undefined;
    merged[key] = isConfigMap(value) && isConfigMap(other) ? mergeMaps(other, value) : value;
  }
  return merged;
}
