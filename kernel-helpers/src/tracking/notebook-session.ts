import { inspect } from "node:util";
import { mlflowPlace, readDeliveryState } from "../delivery";
import { displaySymbol, type MimeBundle } from "../display";
import type { RunStatus } from "../messages";
import { currentSession } from "./current-session";
import type { RunRecorder } from "./run-recorder";

/** One of the session's runs, as it is at this moment. */
export interface SessionRun {
  /** Trackside's id of the run; MLflow's run has it as the tag `trackside.run_id`. */
  readonly runId: string;
  readonly name: string;
  readonly experiment: string;
  readonly status: RunStatus;
  /** 1 for the session's own run. */
  readonly attempt: number;
  /** MLflow's id of the run; `null` until MLflow has it. */
  readonly mlflowRunId: string | null;
  /** Address of the run's page in MLflow; `null` until MLflow has it, or where it is no web server's. */
  readonly url: string | null;
}

/** One life of a kernel, or of a script, and what it records. */
export interface NotebookSession {
  /** The run that takes what is logged now, else the one that was ended last; `null` before the first. */
  readonly run: SessionRun | null;
  /** The session's own run, then its further attempts. */
  readonly attempts: readonly SessionRun[];
  /**
   * Opens another attempt, with the params of the one before it: what is logged from now on goes there.
   *
   * @throws TracksideError `tracking.run-active` while a run is active that was started by hand.
   */
  newAttempt(): SessionRun;
}

function describe({ runId, opening, status, directory }: RunRecorder): SessionRun {
  const { name, experiment, attempt } = opening;
  const { mlflowRunId = null, experimentId, trackingUri = "" } = mlflowPlace(readDeliveryState(directory));
  const hasPage = mlflowRunId !== null && experimentId !== undefined && /^https?:/.test(trackingUri);
  const url = hasPage ? `${trackingUri.replace(/\/$/, "")}/#/experiments/${experimentId}/runs/${mlflowRunId}` : null;
  return { runId, name, experiment, status, attempt, mlflowRunId, url };
}

class CurrentSession implements NotebookSession {
  get run(): SessionRun | null {
    const run = currentSession().lastActive;
    return run && describe(run);
  }

  get attempts(): readonly SessionRun[] {
    return currentSession().attempts.all.map(describe);
  }

  newAttempt(): SessionRun {
    return describe(currentSession().newAttempt());
  }

  /** What a cell shows that ends with `session`; a front end makes links of the addresses. */
  [displaySymbol](): MimeBundle {
    return { "text/plain": this.text() };
  }

  [inspect.custom](): string {
    return this.text();
  }

  private text(): string {
    const { run, attempts } = this;
    if (!run) {
      return "no run yet: it opens with the first thing that is logged";
    }
    const shown = attempts.some(({ runId }) => runId === run.runId) ? attempts : [...attempts, run];
    const width = Math.max(...shown.map(({ name }) => name.length));
    const lines = shown.map(({ runId, name, status, url }) =>
      [runId === run.runId ? "▸" : " ", name.padEnd(width), status, url ?? "not in MLflow yet"].join(" "),
    );
    return [`experiment ${run.experiment}`, ...lines].join("\n");
  }
}

/**
 * The notebook's session: its run, its attempts, and where MLflow has them.
 *
 * @example
 * ```ts
 * import { mlflow, session } from "trackside";
 *
 * mlflow.logParam("depth", 4);
 * console.log(session.run?.name, session.run?.status);
 * session.newAttempt();
 * console.log(session.attempts.length);
 * ```
 */
export const session: NotebookSession = new CurrentSession();
