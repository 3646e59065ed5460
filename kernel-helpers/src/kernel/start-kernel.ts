import { TracksideError } from "../errors";
import type { CommTarget } from "./comms";
import { KernelProcess } from "./kernel-process";
import type { KernelObserver } from "./observer";
import { readConnectionFile } from "./transport";

/** What {@link startKernel} is given. */
export interface KernelOptions {
  /** The file that Jupyter passes as `{connection_file}`. */
  readonly connectionFile: string;
  readonly observer?: KernelObserver;
  /** The notebook's folder. @default the process's working directory */
  readonly cwd?: string;
  /** Answers to comms that front ends open, by target name. @default none */
  readonly commTargets?: Readonly<Record<string, CommTarget>>;
}

/**
 * Starts the kernel in this process, which it then owns: its output, its signals and its end.
 *
 * @throws {@link TracksideError} `kernel.connection` when the connection file cannot be used.
 */
export function startKernel(options: KernelOptions): void {
  const connection = readConnectionFile(options.connectionFile);
  if (options.cwd !== undefined) {
    enter(options.cwd);
  }
  new KernelProcess(options, connection).listen();
}

function enter(folder: string): void {
  try {
    process.chdir(folder);
  } catch (cause) {
    throw new TracksideError(`the kernel cannot run in ${folder}: ${(cause as Error).message}`, {
      code: "kernel.folder",
      hint: "Pass a folder that exists.",
      cause,
    });
  }
}
