import { readdirSync, statSync } from "node:fs";
import { join, sep } from "node:path";
import { fileStamp } from "./file-stamp";
import { lazyPicomatch } from "./lazy-modules";
import { readYamlFile, type YamlFile } from "./yaml-file";

/** Which files hold a kind of configuration, relative to an environment's folder: globs. */
export type ConfigPatterns = Readonly<Record<string, readonly string[]>>;

/** Kedro's and kedro-mlflow's. */
export const defaultPatterns: ConfigPatterns = {
  ...Object.fromEntries(
    ["parameters", "catalog", "credentials", "mlflow"].map((kind) => [
      kind,
      [`${kind}*`, `${kind}*/**`, `**/${kind}*`],
    ]),
  ),
  globals: ["globals.yml", "globals.yaml"],
};

/**
 * Finds the files of a folder that match, in order of their names; hidden files and folders are left out.
 *
 * @returns absolute paths; none when there is no such folder.
 */
export function findConfigFiles(folder: string, patterns: readonly string[]): string[] {
  const matches = matcherOf(patterns);
  return listFolder(folder)
    .filter((name) => /\.(?:ya?ml|json)$/.test(name) && matches(name))
    .sort()
    .map((name) => join(folder, name));
}

const matchers = new Map<string, (name: string) => boolean>();

/** Each is compiled once: the same few are asked for in every folder, each time that something is read. */
function matcherOf(patterns: readonly string[]): (name: string) => boolean {
  const key = patterns.join("\n");
  const matcher = matchers.get(key) ?? lazyPicomatch()([...patterns]);
  matchers.set(key, matcher);
  return matcher;
}

/** Paths of all files below a folder, with forward slashes. */
function listFolder(folder: string, prefix = ""): string[] {
  const entries = readdirOrNothing(folder).filter((entry) => !entry.name.startsWith("."));
  return entries.flatMap((entry) => {
    const path = join(folder, entry.name);
    const isFolder = entry.isSymbolicLink() ? statSync(path).isDirectory() : entry.isDirectory();
    return isFolder ? listFolder(path, `${prefix}${entry.name}/`) : [prefix + entry.name];
  });
}

function readdirOrNothing(folder: string) {
  try {
    return readdirSync(folder, { withFileTypes: true });
  } catch (error) {
    if (["ENOENT", "ENOTDIR"].includes((error as NodeJS.ErrnoException).code ?? "")) {
      return [];
    }
    throw error;
  }
}

const parsed = new Map<string, { readonly stamp: string; readonly file: YamlFile }>();

/** Reads a file, or gives what was read before when it has not changed since. */
export function readConfigFile(root: string, path: string): YamlFile {
  const stamp = [root, fileStamp(path)].join(sep);
  const known = parsed.get(path);
  if (known?.stamp === stamp) {
    return known.file;
  }
  const file = readYamlFile(root, path);
  parsed.set(path, { stamp, file });
  return file;
}
