import type { CommTarget } from "./comms";
import type { KernelObserver } from "./observer";

/** What `startKernel` is given. */
export interface KernelOptions {
  /** The file that Jupyter passes as `{connection_file}`. */
  readonly connectionFile: string;
  readonly observer?: KernelObserver;
  /** The notebook's folder. @default the process's working directory */
  readonly cwd?: string;
  /** The module that `trackside typegen` writes, there or not: cells import it as "trackside/project". @default none */
  readonly typedProject?: string;
  /** Answers to comms that front ends open, by target name. @default none */
  readonly commTargets?: Readonly<Record<string, CommTarget>>;
}
