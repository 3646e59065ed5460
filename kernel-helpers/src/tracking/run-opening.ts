import type { RunRecord } from "../journal";

/** What a run starts with. */
export type RunOpening = Omit<RunRecord, "type" | "version" | "runId" | "time">;

/** A run that another thread has opened and will end: what is recorded here goes into a journal of its own beside that one's. */
export interface SharedRun {
  readonly runId: string;
  readonly opening: RunOpening;
  /** Params that it has so far. */
  readonly params: readonly (readonly [key: string, value: string])[];
}

/** Opens another attempt in the thread that has the session's run. */
export type OpenAttempt = (changed: SharedRun["params"]) => SharedRun | undefined;
