import { resolve } from "node:path";
import { cellsArtifacts, RecordedCells, type CellRecord } from "../journal";
import type { Cell, CellError, CellOutcome } from "../kernel";
import { notebookPath } from "./environment-tags";
import { NotebookSnapshot } from "./notebook-snapshot";
import type { RunRecorder } from "./run-recorder";
import type { Session } from "./session";

/** Longer sources are generated, and would make every reader of the run carry them along. */
const longestSource = 100_000;

/** What is thrown may hold all that the code was at. */
const longestError = 2_000;

/** A cell that is at work, and the runs that know of it. */
interface CellAtWork {
  readonly start: CellRecord;
  readonly runs: Set<RunRecorder>;
}

/**
 * Tells the runs of a kernel's session of the cells that are executed in them: the session's newest attempt of all, a run
 * that was started by hand of those during which it was open. The source is written down before the cell runs, so that it
 * is known of one that took its kernel with it. The session's run and its further attempts have the record of their cells
 * as artifacts, and the notebook as it was on disk when they were over.
 */
export class SessionCells {
  private hasRunCell = false;
  private atWork: CellAtWork | undefined;
  /** Of the attempts that are open. */
  private readonly recorded = new Map<RunRecorder, RecordedCells>();
  private readonly haveSnapshot = new WeakSet<RunRecorder>();
  private readonly notebook: string | null;
  private snapshot: NotebookSnapshot | undefined;

  constructor(private readonly session: Session) {
    const notebook = notebookPath(process.env);
    // Code may go to another folder.
    this.notebook = notebook === null ? null : resolve(notebook);
    session.whenOpened.push((run) => this.opened(run));
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

  ended({ status, durationMs, error }: CellOutcome): void {
    const { start, runs } = this.atWork ?? { start: undefined, runs: [] };
    this.atWork = undefined;
    for (const run of runs) {
      if (start && !run.hasEnded) {
        const { type, executionCount, cellId } = start;
        const why = this.errorOf(executionCount, error);
        this.tell(run, { type, executionCount, cellId, status, ...why, durationMs, time: Date.now() });
      }
    }
  }

  private opened(run: RunRecorder): void {
    const { parentRunId, attempt } = run.opening;
    if (parentRunId === null || attempt > 1) {
      const { newest } = this.session.attempts;
      if (newest) {
        // From here on the notebook is the next attempt's.
        this.keepNotebook(newest);
      }
      this.recorded.set(run, new RecordedCells());
      run.whenEnding(() => this.keepRecord(run));
    }
    this.tellStart(run);
  }

  private keepRecord(run: RunRecorder): void {
    const cells = this.recorded.get(run);
    this.recorded.delete(run);
    if (cells && cells.all.length > 0) {
      cells.end();
      cellsArtifacts(cells.all).forEach(({ path, content }) => run.content(content, path));
      this.keepNotebook(run);
    }
  }

  private keepNotebook(run: RunRecorder): void {
    const kind = this.session.config.notebook.snapshot;
    if (this.notebook === null || kind === "none" || this.haveSnapshot.has(run)) {
      return;
    }
    this.haveSnapshot.add(run);
    const text = (this.snapshot ??= new NotebookSnapshot(this.notebook, kind)).take();
    if (text !== null) {
      run.content(text, "trackside/notebook.ipynb");
    }
  }

  /** Tells a run of the cell at work, once: also one that is opened within the cell. */
  private tellStart(run: RunRecorder): void {
    if (this.atWork && !this.atWork.runs.has(run)) {
      this.atWork.runs.add(run);
      this.tell(run, this.atWork.start);
    }
  }

  private tell(run: RunRecorder, record: CellRecord): void {
    run.event(record);
    this.recorded.get(run)?.add(record);
  }

  private sourceOf({ source, executionCount }: Cell): Pick<CellRecord, "source"> {
    if (!this.session.config.notebook.recordCells) {
      return {};
    }
    const masked = this.session.secrets.text(() => `cell ${executionCount}`, source);
    return { source: shortened(masked) };
  }

  /** An error may quote the source that threw it, and so is recorded where that is. */
  private errorOf(executionCount: number, error: CellError | undefined): Pick<CellRecord, "error"> {
    if (error === undefined || !this.session.config.notebook.recordCells) {
      return {};
    }
    const said = [error.ename, error.evalue].filter((part) => part !== "").join(": ");
    return {
      error: this.session.secrets.text(() => `the error of cell ${executionCount}`, said).slice(0, longestError),
    };
  }
}

function shortened(source: string): string {
  return source.length <= longestSource
    ? source
    : `${source.slice(0, longestSource)}\n// ... cut here: the cell has ${source.length} characters.`;
}
