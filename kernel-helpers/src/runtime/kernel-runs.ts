import { appendFileSync, existsSync, mkdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { runtimeDirectory } from "./runtime-directory";

/** Where a run of a kernel lies. */
export interface KernelRun {
  readonly projectRoot: string;
  readonly runId: string;
}

const kernelIdPattern = /^[A-Za-z0-9-]{1,64}$/;

/** Folder in which each kernel has a file that names its runs, a line each, the newest last. */
export function kernelRunsDirectory(): string {
  const directory = join(runtimeDirectory(), "kernels");
  mkdirSync(directory, { recursive: true, mode: 0o700 });
  return directory;
}

/**
 * A file of a kernel's in that folder.
 *
 * @throws {@link RangeError} when the id could lead outside of the folder.
 */
export function kernelFile(kernelId: string, ending: string): string {
  if (!kernelIdPattern.test(kernelId)) {
    throw new RangeError(`not a kernel id: ${JSON.stringify(kernelId)}`);
  }
  return join(kernelRunsDirectory(), `${kernelId}${ending}`);
}

const fileOf = (kernelId: string) => kernelFile(kernelId, ".ndjson");

/** Notes that a kernel opened a run, so that the panel beside its notebook finds it. */
export function addKernelRun(kernelId: string, run: KernelRun): void {
  appendFileSync(fileOf(kernelId), `${JSON.stringify(run)}\n`, { mode: 0o600 });
}

/**
 * Runs that a kernel has opened, oldest first.
 *
 * @throws {@link RangeError} when the id could lead outside of the folder.
 */
export function kernelRuns(kernelId: string): KernelRun[] {
  const file = fileOf(kernelId);
  if (!existsSync(file)) {
    return [];
  }
  return readFileSync(file, "utf8")
    .split("\n")
    .filter((line) => line.endsWith("}"))
    .map((line) => JSON.parse(line) as KernelRun);
}
