/**
 * The course of a metric, in columns of one length.
 *
 * `GET history?kernel=&run=&key=&points=` answers with a {@link MetricHistory}: `key` once for each metric, and at most
 * twice as many points of each as `points` says. With an `after` for each `key`, in the same order, only what was logged
 * behind so many points is told.
 */
export interface MetricSeries {
  readonly key: string;
  /** Points logged in all, up to the last one that is told here. */
  readonly count: number;
  /** Points that were asked to be left out: 0 where this is the whole course. */
  readonly after: number;
  readonly steps: readonly number[];
  /** `null` for what is not finite. */
  readonly values: readonly (number | null)[];
  /** Milliseconds since {@link timeOrigin}. */
  readonly times: readonly number[];
  /** Milliseconds since the epoch. */
  readonly timeOrigin: number;
}

/** Answer to a question for metrics' histories, in the order of the question. */
export interface MetricHistory {
  readonly series: readonly MetricSeries[];
}
