import type { MetricValue, RunView } from "trackside/lib/messages";

/** Where a metric of a run stands; `null` where the run has none of that name. */
export function lastOf(run: RunView | null, name: string): MetricValue | null {
  return run !== null && Object.hasOwn(run.metrics, name) ? (run.metrics[name]?.last ?? null) : null;
}
