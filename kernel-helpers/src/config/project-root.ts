import { existsSync } from "node:fs";
import { dirname, join, resolve } from "node:path";
import { isFile } from "./file-stamp";

/** Where a project's files are. */
export interface ProjectRoot {
  /** Absolute path. */
  readonly root: string;
  /** False when no folder above has `conf/base`: `root` is then the start folder, and defaults apply. */
  readonly isProject: boolean;
}

/**
 * Finds the project that a file or folder belongs to: the nearest folder at or above it that has `conf/base`.
 *
 * @param from - Where to start; a file counts as its folder. Default: the working directory.
 */
export function findProjectRoot(from: string = process.cwd()): ProjectRoot {
  const start = isFile(from) ? dirname(resolve(from)) : resolve(from);
  for (let folder = start; ; folder = dirname(folder)) {
    if (existsSync(join(folder, "conf", "base"))) {
      return { root: folder, isProject: true };
    }
    if (dirname(folder) === folder) {
      return { root: start, isProject: false };
    }
  }
}
