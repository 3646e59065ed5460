import { readdirSync } from "node:fs";
import path from "node:path";
import { fileURLToPath } from "node:url";

const windows = process.platform === "win32";

export const root = path.resolve(path.dirname(fileURLToPath(import.meta.url)), "../..");

/** What set-up remembers between runs: stamps, logs, its lock, test reports. */
export const setupFolder = path.join(root, ".setup");

export const venv = path.join(root, ".venv");
export const venvBin = path.join(venv, windows ? "Scripts" : "bin");
export const venvPython = path.join(venvBin, windows ? "python.exe" : "python");

/** The folder of the environment's Python packages, whose name holds Python's version. */
export function sitePackages() {
  if (windows) {
    return path.join(venv, "Lib", "site-packages");
  }
  const lib = path.join(venv, "lib");
  const version = readdirSync(lib).find((name) => name.startsWith("python"));
  return path.join(lib, version ?? "python3", "site-packages");
}

/** Named by its file: the `tsc` in node_modules/.bin is the older one that tslab brings along. */
export const tsc = path.join(root, "node_modules/typescript/bin/tsc");

export const tracksideCli = path.join(root, "kernel-helpers/bin/trackside.js");

/** Paths inside the checkout, as a person at its root would write them. */
export const fromRoot = (file) => path.relative(root, file) || ".";
