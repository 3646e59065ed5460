import { existsSync, readdirSync, statSync } from "node:fs";
import { join } from "node:path";
import { TracksideError } from "../errors";
import { readYamlFile, type ConfigMap, type YamlFile } from "./yaml-file";

/** Configuration of one kind, merged from all its files. */
export interface MergedConfig {
  readonly value: ConfigMap;
  /** Files read, relative to the project's root. */
  readonly files: readonly string[];
  /** `file:line:column` of a key in the file that it came from. */
  readonly locate: (path: readonly (string | number)[]) => string;
}

/** Later folders win, a top-level key at a time, as Kedro's default merge does. */
const allEnvironments = ["base", "local"];

const cache = new Map<string, { readonly stamp: string; readonly config: MergedConfig }>();

/**
 * Reads `conf/base/<kind>*.yml` overlaid by `conf/local/<kind>*.yml`; a top-level key in `local` replaces the whole of
 * that key in `base`. Files are read again when they have changed.
 *
 * @param environments - folders of `conf` to read.
 * @throws TracksideError when a file is broken, or two files of one folder set the same key.
 */
export function loadConfig(root: string, kind: string, environments = allEnvironments): MergedConfig {
  const paths = environments.map((environment) => findFiles(join(root, "conf", environment), kind));
  const stamp = paths.flat().map(fileStamp).join("\n");
  const cacheKey = [kind, root, ...environments].join("\n");
  const cached = cache.get(cacheKey);
  if (cached?.stamp === stamp) {
    return cached.config;
  }
  const config = merge(paths.map((group) => mergeFolder(group.map((path) => readYamlFile(root, path)))));
  cache.set(cacheKey, { stamp, config });
  return config;
}

function findFiles(folder: string, kind: string): string[] {
  if (!existsSync(folder)) {
    return [];
  }
  return readdirSync(folder, { withFileTypes: true })
    .filter((entry) => !entry.isDirectory() && entry.name.startsWith(kind) && /\.ya?ml$/.test(entry.name))
    .map((entry) => join(folder, entry.name))
    .sort();
}

function fileStamp(path: string): string {
  const { mtimeNs, size, ino } = statSync(path, { bigint: true });
  return `${path} ${mtimeNs} ${size} ${ino}`;
}

/** Which file each top-level key comes from. */
type KeySources = Map<string, YamlFile>;

function mergeFolder(files: readonly YamlFile[]): { files: readonly YamlFile[]; sources: KeySources } {
  const sources: KeySources = new Map();
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
    }
  }
  return { files, sources };
}

function merge(folders: readonly { files: readonly YamlFile[]; sources: KeySources }[]): MergedConfig {
  const sources: KeySources = new Map(folders.flatMap((folder) => [...folder.sources]));
  const value = Object.fromEntries([...sources].map(([key, file]) => [key, file.value[key]]));
  const files = folders.flatMap((folder) => folder.files.map((each) => each.file));
  return {
    value,
    files,
    locate: (path) => sources.get(String(path[0]))?.locate(path) ?? files.join(", "),
  };
}
