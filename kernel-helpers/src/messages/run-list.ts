import type { MetricValue, RunStatus } from "./run-view";

/**
 * A run of an experiment, for a comparison: one that the kernel recorded, one that is in MLflow, or both.
 *
 * Everything of a run of MLflow's may have been written by anyone who reaches the server.
 */
export interface ListedRun {
  /** Trackside's id of a run that this kernel recorded, or `null`. */
  readonly runId: string | null;
  /** MLflow's id, as soon as MLflow knows the run. */
  readonly mlflowRunId: string | null;
  /** What `history?run=` knows the run by. */
  readonly historyId: string;
  readonly name: string;
  readonly status: RunStatus;
  /** Milliseconds since the epoch. */
  readonly startTime: number;
  readonly endTime: number | null;
  /** Of a run that this kernel recorded: 1 for the session's own. */
  readonly attempt: number | null;
  /** Who recorded it, as far as it says. */
  readonly user: string | null;
  /** At most 400, as `tags` and `metrics`; a value has at most 500 characters. */
  readonly params: Readonly<Record<string, string>>;
  /** Where each metric stands. */
  readonly metrics: Readonly<Record<string, MetricValue>>;
  /** Without those of MLflow's and Trackside's own. */
  readonly tags: Readonly<Record<string, string>>;
}

/**
 * The runs of a run's experiment.
 *
 * `GET runs?kernel=&run=&filter=&order=&max=&also=` answers with it: `filter` and `order` in MLflow's words, `also` names runs
 * of MLflow's that are to be there whatever the filter says. What MLflow says of a wrong filter is the text of a 400.
 */
export interface RunList {
  /** In the order that was asked for; those that only this kernel knows come first, the newest of them before the others. */
  readonly runs: readonly ListedRun[];
  /** MLflow has more than `max` that the filter finds. */
  readonly hasMore: boolean;
  /** Why MLflow was not to be asked, so that only the kernel's own runs are here; else `null`. */
  readonly away: string | null;
}
