export type { Comm, CommHandler, CommTarget } from "./comms";
export type { Cell, CellError, CellOutcome, KernelObserver, KernelStop } from "./observer";
export type { KernelOptions } from "./kernel-options";
export { startKernel } from "./start-kernel";
export { kernelIdOf } from "./transport";
