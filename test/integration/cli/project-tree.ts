import { cpSync, readdirSync, readFileSync } from "node:fs";
import { join, relative, resolve } from "node:path";

const starters = resolve(__dirname, "../../fixtures/kedro-starters");

/** Text of all files below a folder, by path. */
export function filesBelow(folder: string): Record<string, string> {
  const files = readdirSync(folder, { recursive: true, withFileTypes: true }).filter((entry) => entry.isFile());
  const paths = files.map((entry) => join(entry.parentPath, entry.name)).sort();
  return Object.fromEntries(paths.map((path) => [relative(folder, path), readFileSync(path, "utf8")]));
}

/** Puts what Kedro's starter of a name has into a folder. */
export function copyStarter(name: string, folder: string): void {
  cpSync(join(starters, name), folder, { recursive: true });
}
