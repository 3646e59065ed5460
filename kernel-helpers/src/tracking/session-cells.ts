import type { CellRecord } from "../journal";
import type { Cell, CellOutcome } from "../kernel";
import type { RunRecorder } from "./run-recorder";
import type { Session } from "./session";

/** Longer sources are generated, and would make every reader of the run carry them along. */
const longestSource = 100_000;

/** A cell that is at work, and the runs that know of it. */
interface CellAtWork {
  readonly start: CellRecord;
  readonly runs: Set<RunRecorder>;
}

/**
 * Tells the runs of a kernel's session of the cells that are executed in them: the session's newest attempt of all, a run
 * that was started by hand of those during which it was open. The source is written down before the cell runs, so that it
 * is known of one that took its kernel with it.
 */
export class SessionCells {
  private hasRunCell = false;
  private atWork: CellAtWork | undefined;

  constructor(private readonly session: Session) {
    session.whenOpened.push((run) => this.tellStart(run));
  }

  started(cell: Cell): void {
    const { executionCount, cellId = null } = cell;
    this.session.cell = { id: cellId, executionCount };
    const start = { type: "cell", executionCount, cellId, ...this.sourceOf(cell), status: "running" } as const;
    this.atWork = { start: { ...start, durationMs: null, time: Date.now() }, runs: new Set() };
    const { active } = this.session;
    [this.session.attempts.newest, active].forEach((run) => run && this.tellStart(run));
    // The first cell opens the run; after mlflow.endRun() only what is logged opens the next, as in MLflow.
    if (!this.hasRunCell) {
      this.hasRunCell = true;
      this.tellStart(this.session.current);
    }
  }

  ended({ status, durationMs }: CellOutcome): void {
    const { start, runs } = this.atWork ?? { start: undefined, runs: [] };
    this.atWork = undefined;
    for (const run of runs) {
      if (start && !run.hasEnded) {
        const { type, executionCount, cellId } = start;
        run.event({ type, executionCount, cellId, status, durationMs, time: Date.now() });
      }
    }
  }

  /** Tells a run of the cell at work, once: also one that is opened within the cell. */
  private tellStart(run: RunRecorder): void {
    if (this.atWork && !this.atWork.runs.has(run)) {
      this.atWork.runs.add(run);
      run.event(this.atWork.start);
    }
  }

  private sourceOf({ source, executionCount }: Cell): Pick<CellRecord, "source"> {
    if (!this.session.config.notebook.recordCells) {
      return {};
    }
    const masked = this.session.secrets.text(() => `cell ${executionCount}`, source);
    return { source: shortened(masked) };
  }
}

function shortened(source: string): string {
  return source.length <= longestSource
    ? source
    : `${source.slice(0, longestSource)}\n// ... cut here: the cell has ${source.length} characters.`;
}
