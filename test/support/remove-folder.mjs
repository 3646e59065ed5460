import { rm } from "node:fs/promises";

/**
 * Removes a folder in which what was stopped or killed may still write a last file.
 *
 * `rmSync` would not do: when such a file comes in between, it tries again to remove the folder only, not the file.
 *
 * @param {string} folder
 */
export async function removeFolder(folder) {
  await rm(folder, { recursive: true, force: true, maxRetries: 10 });
}
