/** Where a metric's point stands. */
export interface MetricOptions {
  /**
   * Whole number, as in MLflow's `log_metric`.
   *
   * @default 0
   */
  readonly step?: number;
  /**
   * Milliseconds since the epoch.
   *
   * @default the time of the call
   */
  readonly timestamp?: number;
}
