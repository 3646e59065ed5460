import { existsSync, readFileSync } from "node:fs";
import { createRequire } from "node:module";
import { dirname, join } from "node:path";

/** This package's folder, whether this file runs as it was compiled or within the bundle. */
export const packageRoot = rootAbove(__dirname);

/** Loads and finds packages as this one's files do: a bundler takes `require.resolve` for its own. */
export const requireFromPackage = createRequire(join(packageRoot, "package.json"));

/** Reads the version of this package. */
export function packageVersion(): string {
  return versionIn(join(packageRoot, "package.json"));
}

/** Reads the version of a package that this one depends on, without loading it. */
export function versionOf(dependency: string): string {
  return versionIn(requireFromPackage.resolve(`${dependency}/package.json`));
}

function versionIn(packageFile: string): string {
  return (JSON.parse(readFileSync(packageFile, "utf8")) as { version: string }).version;
}

function rootAbove(folder: string): string {
  return existsSync(join(folder, "package.json")) ? folder : rootAbove(dirname(folder));
}
