import { randomUUID } from "node:crypto";
import { mkdir, readFile, rename, rm, stat, writeFile } from "node:fs/promises";
import { basename, dirname, isAbsolute, join, relative, resolve, sep } from "node:path";
import { TracksideError } from "../errors";
import { readRemoteFile, shownUrl, type RemoteFile } from "./remote-file";
import { utf8Text } from "./utf8-text";

/** A dataset's file: within the project, or elsewhere on the web, to be read only. */
export interface DataFile {
  readonly dataset: string;
  readonly path: string;
  /** Relative to the project's root, with forward slashes; of a remote file its address, without what may be secret. */
  readonly shown: string;
  readonly remote?: RemoteFile;
}

/** The file's place in the project; undefined when it is elsewhere. */
export function fileInProject(file: DataFile): string | undefined {
  return file.remote ? undefined : file.shown;
}

/**
 * Resolves a `filepath` of the catalog. Only the path as written is confined to the project: a symbolic link that the
 * user put there may lead to another disk.
 *
 * @param headers - that a server is asked with.
 */
export function resolveDataFile(
  root: string,
  dataset: string,
  filepath: string,
  place: string,
  headers: () => Readonly<Record<string, string>> = () => ({}),
): DataFile {
  if (/^https?:\/\//i.test(filepath)) {
    checkAddress(filepath, `${place}: dataset "${dataset}"`);
    return { dataset, path: filepath, shown: shownUrl(filepath), remote: { url: filepath, headers } };
  }
  if (/^[a-z][a-z0-9+.-]+:\/\//i.test(filepath)) {
    throw new TracksideError(`${place}: dataset "${dataset}" has a remote filepath: ${shownUrl(filepath)}`, {
      code: "catalog.remote",
      hint: "Trackside reads local files and http(s) addresses: download the file, or write a dataset class, see docs/catalog.md.",
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

function checkAddress(url: string, where: string): void {
  const parsed = URL.canParse(url) ? new URL(url) : undefined;
  if (!parsed) {
    throw new TracksideError(`${where} has a filepath that is no address`, {
      code: "catalog.remote",
      hint: "Write for example https://example.org/calls.csv.",
    });
  }
  if (parsed.username !== "" || parsed.password !== "") {
    throw new TracksideError(`${where} has a login in its filepath`, {
      code: "catalog.remote",
      hint: "Put username and password into an entry of conf/local/credentials.yml, and name that by `credentials`.",
    });
  }
}

/** Reads a dataset's file. */
export async function readDataBytes(file: DataFile): Promise<Buffer> {
  if (file.remote) {
    return readRemoteFile(file.dataset, file.remote);
  }
  try {
    return await readFile(file.path);
  } catch (cause) {
    throw unreadable(file, cause);
  }
}

/** Reads a dataset's file as UTF-8 text. */
export async function readDataFile(file: DataFile): Promise<string> {
  return utf8Text(await readDataBytes(file), file);
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
export async function writeDataFile(file: DataFile, content: string | Uint8Array): Promise<void> {
  if (file.remote) {
    throw new TracksideError(`dataset "${file.dataset}": ${file.shown} can only be read`, {
      code: "catalog.read-only",
      hint: "Give the output another name, or a filepath within the project.",
    });
  }
  const beside = join(dirname(file.path), `.${basename(file.path)}.${randomUUID()}.part`);
  try {
    await mkdir(dirname(file.path), { recursive: true });
    await writeFile(beside, content);
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

/** A remote file is taken to be there: only reading it tells. */
export async function dataFileExists(file: DataFile): Promise<boolean> {
  if (file.remote) {
    return true;
  }
  try {
    return (await stat(file.path)).isFile();
  } catch (error) {
    if (["ENOENT", "ENOTDIR"].includes((error as NodeJS.ErrnoException).code ?? "")) {
      return false;
    }
    throw unreadable(file, error);
  }
}
