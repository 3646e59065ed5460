import { TracksideError } from "../errors";
import { mergeMaps } from "./config-map";
import type { ConfigMap, ConfigPath, YamlFile } from "./yaml-file";

/** Configuration of one kind, merged from all its files. */
export interface MergedConfig {
  readonly value: ConfigMap;
  /** Files read, relative to the project's root. */
  readonly files: readonly string[];
  /** `file:line:column` of a key in the file that it came from. */
  readonly locate: (path: ConfigPath) => string;
}

/** How an environment's files lie over those of `base`: by whole top-level keys, or key by key at every level. */
export type MergeStrategy = "destructive" | "soft";

/**
 * Joins the files of one folder; keys with an underscore hold templates, which each file may have.
 *
 * @throws TracksideError when two files set the same key.
 */
export function joinFiles(files: readonly YamlFile[]): MergedConfig {
  const value: ConfigMap = {};
  const sources = new Map<string, YamlFile>();
  for (const file of files) {
    for (const key of Object.keys(file.value)) {
      const other = sources.get(key);
      if (other && !key.startsWith("_")) {
        throw new TracksideError(`"${key}" is set twice: ${other.locate([key])} and ${file.locate([key])}`, {
          code: "config.duplicate-key",
          hint: "Keep one of them; files of the same folder are read together.",
        });
      }
      sources.set(key, file);
      value[key] = file.value[key];
    }
  }
  const names = files.map((each) => each.file);
  return { value, files: names, locate: (path) => sources.get(String(path[0]))?.locate(path) ?? names.join(", ") };
}

/** Lays one folder's configuration over another's. */
export function overlay(below: MergedConfig, above: MergedConfig, strategy: MergeStrategy): MergedConfig {
  const value = strategy === "soft" ? mergeMaps(below.value, above.value) : { ...below.value, ...above.value };
  return {
    value,
    files: [...below.files, ...above.files],
    locate: (path) => (depthOf(above.value, path) < depthOf(below.value, path) ? below : above).locate(path),
  };
}

/** How many keys of a path a tree has. */
function depthOf(tree: unknown, path: ConfigPath): number {
  const [key, ...rest] = path;
  const isThere = key !== undefined && typeof tree === "object" && tree !== null && Object.hasOwn(tree, key);
  return isThere ? 1 + depthOf((tree as Readonly<Record<string, unknown>>)[key], rest) : 0;
}
