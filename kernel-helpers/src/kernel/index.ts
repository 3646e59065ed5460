export type { Comm, CommHandler, CommTarget } from "./comms";
export { kernelVersions, type KernelVersions } from "./kernel-info";
export type { Cell, CellError, CellOutcome, KernelObserver, KernelStop } from "./observer";
export { startKernel, type KernelOptions } from "./start-kernel";
export { kernelIdOf } from "./transport";
