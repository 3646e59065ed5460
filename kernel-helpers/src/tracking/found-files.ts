import { readdirSync, statSync } from "node:fs";
import { basename, join, resolve } from "node:path";
import { TracksideError } from "../errors";

/** A file to be logged. */
export interface FoundFile {
  readonly file: string;
  /** Path below the artifact that is logged, `/` between its parts. */
  readonly path: string;
  /** It was named itself, and not found in a folder. */
  readonly isAlone: boolean;
}

/**
 * The file that a path names, or all files below the folder that it names.
 *
 * @throws {@link TracksideError} `tracking.artifact-missing`.
 */
export function filesOf(localPath: string): FoundFile[] {
  const source = resolve(localPath);
  const stat = statSync(source, { throwIfNoEntry: false });
  if (!stat) {
    throw new TracksideError(`there is no file or folder ${source} to log`, {
      code: "tracking.artifact-missing",
      hint: `A relative path starts from the working directory, ${process.cwd()}.`,
    });
  }
  if (!stat.isDirectory()) {
    return [{ file: source, path: basename(source), isAlone: true }];
  }
  return readdirSync(source, { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile())
    .map((entry) => {
      const file = join(entry.parentPath, entry.name);
      return { file, path: file.slice(source.length + 1).replaceAll("\\", "/"), isAlone: false };
    });
}
