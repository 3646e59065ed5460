import { randomUUID } from "node:crypto";
import { mkdir, readFile, rename, rm, stat, writeFile } from "node:fs/promises";
import { basename, dirname, isAbsolute, join, relative, resolve, sep } from "node:path";
import { TracksideError } from "../errors";

/** A dataset's file within the project. */
export interface DataFile {
  readonly dataset: string;
  readonly path: string;
  /** Relative to the project's root, with forward slashes. */
  readonly shown: string;
}

/**
 * Resolves a `filepath` of the catalog. Only the path as written is confined to the project: a symbolic link that the
 * user put there may lead to another disk.
 */
export function resolveDataFile(root: string, dataset: string, filepath: string, place: string): DataFile {
  if (/^[a-z][a-z0-9+.-]+:\/\//i.test(filepath)) {
    throw new TracksideError(`${place}: dataset "${dataset}" has a remote filepath: ${filepath}`, {
      code: "catalog.remote",
      hint: "This version of Trackside reads local files only: download the file into the project's data folder.",
    });
  }
  const path = resolve(root, filepath);
  const within = relative(root, path);
  if (within === "" || within === ".." || within.startsWith(`..${sep}`) || isAbsolute(within)) {
    throw new TracksideError(`${place}: dataset "${dataset}" has a filepath outside the project: ${filepath}`, {
      code: "catalog.outside",
      hint: "Give a path below the project's folder, such as data/01_raw/companies.csv; a symbolic link there may lead elsewhere.",
    });
  }
  return { dataset, path, shown: within.split(sep).join("/") };
}

/** Reads a dataset's file as UTF-8 text. */
export async function readDataFile(file: DataFile): Promise<string> {
  let bytes: Buffer;
  try {
    bytes = await readFile(file.path);
  } catch (cause) {
    throw unreadable(file, cause);
  }
  try {
    return new TextDecoder("utf-8", { fatal: true }).decode(bytes);
  } catch (cause) {
    throw new TracksideError(`dataset "${file.dataset}": ${file.shown} is not UTF-8 text`, {
      code: "catalog.encoding",
      hint: "Save the file as UTF-8.",
      cause,
    });
  }
}

function unreadable(file: DataFile, cause: unknown): TracksideError {
  const missing = (cause as NodeJS.ErrnoException).code === "ENOENT";
  const problem = missing ? "does not exist" : `cannot be read: ${(cause as Error).message}`;
  return new TracksideError(`dataset "${file.dataset}": ${file.shown} ${problem}`, {
    code: missing ? "catalog.missing-file" : "catalog.unreadable",
    hint: missing
      ? "Put the file there, run the node that makes it, or correct its filepath in the catalog."
      : "Check its permissions.",
    cause,
  });
}

/** Writes beside the file and renames, so that a reader never meets half a file, nor does a failure leave one. */
export async function writeDataFile(file: DataFile, text: string): Promise<void> {
  const beside = join(dirname(file.path), `.${basename(file.path)}.${randomUUID()}.part`);
  try {
    await mkdir(dirname(file.path), { recursive: true });
    await writeFile(beside, text);
    await rename(beside, file.path);
  } catch (cause) {
    // What is reported is why the writing failed, not that there was nothing to clean up.
    await rm(beside, { force: true }).catch(() => undefined);
    throw new TracksideError(
      `dataset "${file.dataset}": ${file.shown} cannot be written: ${(cause as Error).message}`,
      {
        code: "catalog.unwritable",
        hint: "Check the folder's permissions and the space left on the disk.",
        cause,
      },
    );
  }
}

export async function dataFileExists(file: DataFile): Promise<boolean> {
  try {
    return (await stat(file.path)).isFile();
  } catch (error) {
    if (["ENOENT", "ENOTDIR"].includes((error as NodeJS.ErrnoException).code ?? "")) {
      return false;
    }
    throw unreadable(file, error);
  }
}
