import type { Cell, CellOutcome, KernelObserver, KernelOptions, KernelStop } from "../kernel";
import { runCommTarget } from "../messages";
import { setCurrentSession } from "./current-session";
import { notebookPath } from "./environment-tags";
import { isParametersCell, parameterConstants, tagsInNotebook } from "./parameters-cell";
import { trackPipelines } from "./pipeline-tracking";
import { runRequests } from "./run-requests";
import { Session } from "./session";
import { SessionCells } from "./session-cells";

/** Tracks a kernel: its session's run opens with the first cell, and ends with the kernel. */
class KernelTracking implements KernelObserver {
  private lastStatus: CellOutcome["status"] = "ok";
  private readonly cells: SessionCells;

  constructor(private readonly session: Session) {
    this.cells = new SessionCells(session);
  }

  cellStarted(cell: Cell): void {
    this.cells.started(cell);
  }

  cellEnded(cell: Cell, outcome: CellOutcome): void {
    this.lastStatus = outcome.status;
    if (outcome.status === "ok" && isParametersCell(tagsOf(cell))) {
      this.session.logParams(parameterConstants(cell.source, outcome.locals));
    }
    this.cells.ended(outcome);
  }

  /** A session whose last cell failed has failed; one that was stopped within a cell did not come to its end. */
  kernelStopping({ duringCell }: KernelStop): void {
    this.session.end(duringCell ? "KILLED" : this.lastStatus === "error" ? "FAILED" : "FINISHED");
    this.session.close();
  }
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
