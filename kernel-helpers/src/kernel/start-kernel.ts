import { TracksideError } from "../errors";
import type { KernelOptions } from "./kernel-options";
import { KernelProcess } from "./kernel-process";
import { readConnectionFile } from "./transport";

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
