import type { EndRecord } from "../journal";
import { currentSession } from "./current-session";
import type { RunRecorder } from "./run-recorder";
import type { StartRunOptions } from "./started-runs";

/** A run that takes what is logged. */
export interface ActiveRun {
  /** Trackside's id of the run; MLflow's run has it as the tag `trackside.run_id`. */
  readonly runId: string;
  readonly name: string;
  readonly experiment: string;
}

function describe({ runId, opening }: RunRecorder): ActiveRun {
  return { runId, name: opening.name, experiment: opening.experiment };
}

/** The part of `mlflow` that starts, ends and finds runs. */
export const runControl = {
  /**
   * Starts a run by hand, a child of the session's run; it takes what is logged until it ends.
   *
   * @throws {@link TracksideError} `tracking.run-active` when another is active, and `nested` is not set.
   * @example const run = mlflow.startRun({ runName: "by hand" });
   */
  startRun(options: StartRunOptions = {}): ActiveRun {
    return describe(currentSession().startRun(options));
  },

  /**
   * Ends the run that was started last; without one, the session's own run.
   *
   * @example mlflow.endRun("FAILED");
   */
  endRun(status: EndRecord["status"] = "FINISHED"): void {
    currentSession().endRun(status);
  },

  /**
   * Runs a function within a run of its own, as Python's `with mlflow.start_run()`: what it logs, also after an `await`,
   * goes there, and the run ends as FINISHED, or as FAILED when it throws. Several at once do not get in each other's way.
   *
   * @returns what the function returns.
   * @throws what the function throws, and {@link TracksideError} `tracking.run-active` as `startRun`.
   * @example
   * const best = await mlflow.withRun({ runName: "trial 1" }, async (run) => {
   *   mlflow.logMetric("loss", 0.2);
   *   return run.name;
   * });
   */
  async withRun<T>(options: StartRunOptions, work: (run: ActiveRun) => T | Promise<T>): Promise<T> {
    return currentSession().withRun(options, (run) => work(describe(run)));
  },

  /**
   * Gives the runs that are opened from now on to another experiment, which is made where it does not exist. A notebook's
   * own run is open already: set its experiment in `mlflow.yml`, or end it first by `endRun`.
   *
   * @example mlflow.setExperiment("harbour delays");
   */
  setExperiment(name: string): void {
    currentSession().setExperiment(name);
  },

  /**
   * Logs the machine's load as metrics `system/...` into the runs that are open and those opened later: processor, memory,
   * disk, network (on Linux), and the longest delay of the event loop. Every ten seconds, or as
   * `MLFLOW_SYSTEM_METRICS_SAMPLING_INTERVAL` says.
   *
   * @see `mlflow.enable_system_metrics_logging`
   * @example mlflow.enableSystemMetricsLogging();
   */
  enableSystemMetricsLogging(): void {
    const { systemMetrics, openRuns } = currentSession();
    systemMetrics.enable(openRuns);
  },

  /**
   * Logs the machine's load no longer.
   *
   * @example mlflow.disableSystemMetricsLogging();
   */
  disableSystemMetricsLogging(): void {
    currentSession().systemMetrics.disable();
  },

  /**
   * Waits until all that was logged so far is in MLflow: for a cell or script that reads it back from there. What is
   * logged gets there without it.
   *
   * @param options.timeoutSeconds - 60 without it.
   * @throws {@link TracksideError} `tracking.not-delivered` with MLflow's reason when it takes longer; nothing is lost.
   * @example await mlflow.flush();
   */
  async flush({ timeoutSeconds = 60 }: { readonly timeoutSeconds?: number } = {}): Promise<void> {
    await currentSession().flush(timeoutSeconds);
  },

  /**
   * The run that takes what is logged now, or `null` while none is open.
   *
   * @example console.log(mlflow.activeRun()?.name);
   */
  activeRun(): ActiveRun | null {
    const run = currentSession().active;
    return run && describe(run);
  },

  /**
   * The run that is active, else the one that was ended last; `null` before the first.
   *
   * @example console.log(mlflow.lastActiveRun()?.runId);
   */
  lastActiveRun(): ActiveRun | null {
    const run = currentSession().lastActive;
    return run && describe(run);
  },
};
