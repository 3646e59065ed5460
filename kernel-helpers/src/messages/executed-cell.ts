/** A cell as it was executed in a run; one that is executed again is told again. */
export interface ExecutedCell {
  readonly executionCount: number;
  /** `null` where the front end did not tell it. */
  readonly cellId: string | null;
  /** What was executed, secrets masked; `null` where the project does not record it. */
  readonly source: string | null;
  /** `stopped`: the run ended while the cell was at work. */
  readonly status: "running" | "ok" | "error" | "interrupted" | "stopped";
  /** Why it failed, in the words of what was thrown; left out where that is not recorded. */
  readonly error?: string;
  /** Milliseconds since the epoch. */
  readonly startTime: number;
  /** `null` while it is at work, and where its end is not known. */
  readonly durationMs: number | null;
}

/**
 * Cells in the order in which they were executed. As the answer to `GET cells?kernel=&run=` those that what one of the
 * kernel's runs logged comes from: of an attempt also those of the attempts before it, upon which it builds.
 */
export interface ExecutedCells {
  readonly cells: readonly ExecutedCell[];
}

/** Kinds of what a cell can log. */
export type LoggedKind = "params" | "metrics" | "tags" | "artifacts" | "inputs" | "nodes";

/** What a cell logged of one kind. */
export interface LoggedNames {
  readonly count: number;
  /** The first of them. */
  readonly names: readonly string[];
}

/** A cell as the panel lists it. */
export interface CellView extends Omit<ExecutedCell, "source"> {
  /** Its place in the run's order of execution, from 1: a cell that is executed again has two. */
  readonly order: number;
  /** How its source begins; empty where that is not recorded. */
  readonly title: string;
  readonly logged: Readonly<Partial<Record<LoggedKind, LoggedNames>>>;
}
