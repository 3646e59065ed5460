import { existsSync, mkdirSync, readdirSync, writeFileSync } from "node:fs";
import { join } from "node:path";

const runIdPattern = /^[0-9a-f]{32}$/;

/** The project's state folder, made and hidden from git on first use. */
export function stateDirectory(projectRoot: string): string {
  const directory = stateDirectoryIn(projectRoot);
  if (!existsSync(join(directory, ".gitignore"))) {
    mkdirSync(directory, { recursive: true });
    writeFileSync(join(directory, ".gitignore"), "*\n");
  }
  return directory;
}

/** Path of that folder, which need not be there. */
export function stateDirectoryIn(projectRoot: string): string {
  return join(projectRoot, ".trackside");
}

/** Folder with one folder a run. */
export function runsDirectory(projectRoot: string): string {
  return join(stateDirectoryIn(projectRoot), "runs");
}

/**
 * Where a run's journals, spool and delivery state lie.
 *
 * @throws {@link RangeError} when the id could lead outside of the project.
 */
export function runDirectory(projectRoot: string, runId: string): string {
  if (!runIdPattern.test(runId)) {
    throw new RangeError(`not a run id: ${JSON.stringify(runId)}`);
  }
  return join(runsDirectory(projectRoot), runId);
}

/** Ids of the runs that have a folder in the project. */
export function listRunIds(projectRoot: string): string[] {
  const directory = runsDirectory(projectRoot);
  return existsSync(directory) ? readdirSync(directory).filter((name) => runIdPattern.test(name)) : [];
}

export const journalExtension = ".journal";

export function spoolDirectory(directoryOfRun: string): string {
  return join(directoryOfRun, "spool");
}
