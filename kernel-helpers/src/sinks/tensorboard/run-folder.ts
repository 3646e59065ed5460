import { realpath } from "node:fs/promises";
import { hostname } from "node:os";
import { dirname, isAbsolute, join, relative, sep } from "node:path";
import { TracksideError } from "../../errors";
import type { RunRecord } from "../../journal";

/** Names a run's folder: TensorBoard shows it as the run's name, and two runs may have the same. */
export function runFolderName({ name, runId }: RunRecord): string {
  const readable = name
    .replace(/[^\p{L}\p{N}._-]+/gu, "_")
    .replace(/^\.+/, "")
    .slice(0, 100);
  return `${readable || "run"}-${runId.slice(0, 8)}`;
}

/**
 * Names a file of events as TensorBoard expects it; the later of two files comes later in the alphabet.
 *
 * @param part - counts the files of a run, from 0.
 */
export function eventFileName({ time, runId }: RunRecord, part: number): string {
  const seconds = Math.floor(time / 1_000) + part;
  return `events.out.tfevents.${seconds}.${hostname()}.${runId.slice(0, 8)}.${part}`;
}

/**
 * Resolves the folder of a project's event files, which lies in the project, also by way of links.
 *
 * @throws {@link TracksideError} `sinks.outside` where it does not.
 */
export async function projectFolder(projectRoot: string, directory: string): Promise<string> {
  const folder = join(projectRoot, directory);
  const isInside =
    !isAbsolute(directory) &&
    isBelow(projectRoot, folder) &&
    isBelow(await realpath(projectRoot), await realFolder(folder));
  if (!isInside) {
    throw new TracksideError(`the directory "${directory}" of a tensorboard sink lies outside of the project`, {
      code: "sinks.outside",
      hint: "Give one below the project's folder, such as tensorboard, at tracking.sinks in conf/base/mlflow.yml.",
    });
  }
  return folder;
}

/** Follows links as far as the folder is there: what is not made yet is none. */
async function realFolder(folder: string): Promise<string> {
  try {
    return await realpath(folder);
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code !== "ENOENT" || dirname(folder) === folder) {
      throw error;
    }
    return join(await realFolder(dirname(folder)), relative(dirname(folder), folder));
  }
}

function isBelow(parent: string, path: string): boolean {
  const within = relative(parent, path);
  return within !== ".." && !within.startsWith(`..${sep}`) && !isAbsolute(within);
}
