import type { CellRecord } from "../journal";
import type { Cell, CellOutcome, KernelObserver, KernelOptions, KernelStop } from "../kernel";
import { runCommTarget } from "../messages";
import { setCurrentSession } from "./current-session";
import { notebookPath } from "./environment-tags";
import { isParametersCell, parameterConstants, tagsInNotebook } from "./parameters-cell";
import { trackPipelines } from "./pipeline-tracking";
import { runRequests } from "./run-requests";
import { Session } from "./session";

/** Tracks a kernel: its session's run opens with the first cell, and ends with the kernel. */
class KernelTracking implements KernelObserver {
  private lastStatus: CellOutcome["status"] = "ok";
  private hasRunCell = false;

  constructor(private readonly session: Session) {}

  cellStarted(cell: Cell): void {
    this.session.cell = { id: cell.cellId ?? null, executionCount: cell.executionCount };
    // The first cell opens the run; after mlflow.endRun() only what is logged opens the next, as in MLflow.
    const run = this.hasRunCell ? this.session.active : this.session.current;
    this.hasRunCell = true;
    run?.event(cellRecord(cell, "running", null));
  }

  cellEnded(cell: Cell, outcome: CellOutcome): void {
    this.lastStatus = outcome.status;
    if (outcome.status === "ok" && isParametersCell(tagsOf(cell))) {
      this.session.logParams(parameterConstants(cell.source, outcome.locals));
    }
    this.session.active?.event(cellRecord(cell, outcome.status, outcome.durationMs));
  }

  /** A session whose last cell failed has failed; one that was stopped within a cell did not come to its end. */
  kernelStopping({ duringCell }: KernelStop): void {
    this.session.end(duringCell ? "KILLED" : this.lastStatus === "error" ? "FAILED" : "FINISHED");
    this.session.close();
  }
}

function cellRecord(cell: Cell, status: CellRecord["status"], durationMs: number | null): CellRecord {
  const { executionCount, cellId = null } = cell;
  return { type: "cell", executionCount, cellId, status, durationMs, time: Date.now() };
}

/** JupyterLab sends a cell's tags with it; for other clients the notebook's file is asked. */
function tagsOf(cell: Cell): readonly string[] {
  const notebook = notebookPath(process.env);
  return cell.cellId === undefined && notebook !== null ? tagsInNotebook(notebook, cell.source) : cell.tags;
}

/**
 * Makes what follows a kernel and records its session, and what answers front ends that ask something of its run.
 *
 * @param directory - the kernel's working directory.
 */
export function trackKernel(
  directory: string,
  kernelId: string | null,
): Required<Pick<KernelOptions, "observer" | "commTargets">> {
  const session = new Session(directory, kernelId);
  setCurrentSession(session);
  trackPipelines();
  return { observer: new KernelTracking(session), commTargets: { [runCommTarget]: runRequests(session) } };
}
