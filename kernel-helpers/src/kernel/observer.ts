/** A cell as the kernel was asked to execute it. */
export interface Cell {
  readonly source: string;
  readonly executionCount: number;
  /** Present when the front end sends it (JupyterLab does). */
  readonly cellId: string | undefined;
  /** The cell's tags when the front end sends its metadata; else empty. */
  readonly tags: readonly string[];
  /** Milliseconds since the epoch. */
  readonly startedAt: number;
}

export interface CellError {
  readonly ename: string;
  readonly evalue: string;
  /** Lines, free of the kernel's own frames. */
  readonly traceback: readonly string[];
}

export interface CellOutcome {
  readonly status: "ok" | "error" | "interrupted";
  readonly durationMs: number;
  readonly error?: CellError;
  /** The notebook's top-level bindings after the cell. */
  readonly locals: Readonly<Record<string, unknown>>;
}

export interface KernelStop {
  readonly restart: boolean;
  /** A cell was still running, and was interrupted for the stop. */
  readonly duringCell: boolean;
}

/**
 * Follows the life of a kernel. Called for user cells only (not for `silent` executions), in order.
 * Whatever an observer throws is reported on the kernel's stderr and never fails the cell.
 */
export interface KernelObserver {
  cellStarted(cell: Cell): void;
  cellEnded(cell: Cell, outcome: CellOutcome): void;
  /** Runs before the process ends; at most 2 seconds are granted. */
  kernelStopping(stop: KernelStop): void | Promise<void>;
}
