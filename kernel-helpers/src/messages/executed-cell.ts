/** A cell as it was executed in a run; one that is executed again is told again. */
export interface ExecutedCell {
  readonly executionCount: number;
  /** `null` where the front end did not tell it. */
  readonly cellId: string | null;
  /** What was executed, secrets masked; `null` where the project does not record it. */
  readonly source: string | null;
  /** `stopped`: the run ended while the cell was at work. */
  readonly status: "running" | "ok" | "error" | "interrupted" | "stopped";
  /** Milliseconds since the epoch. */
  readonly startTime: number;
  /** `null` while it is at work, and where its end is not known. */
  readonly durationMs: number | null;
}

/** Answer to `GET cells?kernel=&run=`: the cells of one of the kernel's runs, in the order in which they were executed. */
export interface ExecutedCells {
  readonly cells: readonly ExecutedCell[];
}
