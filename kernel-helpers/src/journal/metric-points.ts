import type { JournalRecord, MetricRecord } from "./records";

/** The points of metrics in a record: one, those of several metrics that were logged at once, or none. */
export function metricPointsOf(record: JournalRecord): readonly MetricRecord[] {
  if (record.type === "metric") {
    return [record];
  }
  if (record.type === "metrics") {
    const { entries, step, time } = record;
    return entries.map(([key, value]) => ({ type: "metric", key, value, step, time }));
  }
  return [];
}
