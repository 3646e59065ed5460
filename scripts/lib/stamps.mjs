import { createHash } from "node:crypto";
import { existsSync, mkdirSync, readdirSync, readFileSync, rmSync, statSync, writeFileSync } from "node:fs";
import path from "node:path";

import { root, setupFolder } from "./paths.mjs";

/** Folders that hold results, which no step is made from. */
const ignoredFolders = new Set(["node_modules", "lib", "labextension", "__pycache__"]);

/**
 * Hashes names and contents of files, so that what is made from them can be made again when, and only when, one changed.
 * @param {readonly string[]} sources files and folders, relative to `base`; one that is missing counts as such
 * @param {string} [base]
 * @returns {string} hexadecimal
 */
export function hashOf(sources, base = root) {
  const hash = createHash("sha256");
  for (const file of sources.flatMap((source) => filesOf(source, base))) {
    const absolute = path.join(base, file);
    const content = existsSync(absolute) ? readFileSync(absolute) : "missing";
    hash.update(`${file}\0${content.length}\0`).update(content);
  }
  return hash.digest("hex");
}

function filesOf(source, base) {
  const absolute = path.join(base, source);
  if (!existsSync(absolute) || !statSync(absolute).isDirectory()) {
    return [source];
  }
  return readdirSync(absolute, { withFileTypes: true })
    .filter((entry) => !(entry.isDirectory() && ignoredFolders.has(entry.name)))
    .map((entry) => path.posix.join(source, entry.name))
    .sort()
    .flatMap((child) => filesOf(child, base));
}

/**
 * Does a piece of work unless it was done before for the same key; a failed or interrupted one is done again.
 * @param {object} what
 * @param {string} what.name of the stamp
 * @param {string} what.key says what the result is made from
 * @param {readonly string[]} [what.results] files that must be there still
 * @param {string} [what.folder] where the stamp is kept
 * @param {() => Promise<void>} work
 * @returns {Promise<boolean>} whether it had to be done
 */
export async function unlessDone({ name, key, results = [], folder = setupFolder }, work) {
  const stamp = path.join(folder, `${name}.stamp`);
  if ([stamp, ...results].every((file) => existsSync(file)) && readFileSync(stamp, "utf8") === key) {
    return false;
  }
  rmSync(stamp, { force: true });
  await work();
  mkdirSync(folder, { recursive: true });
  writeFileSync(stamp, key);
  return true;
}
