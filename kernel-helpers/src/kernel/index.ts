export type { Cell, CellError, CellOutcome, KernelObserver, KernelStop } from "./observer";
