import {
  mostEntriesOfRecord,
  type MetricRecord,
  type MetricsRecord,
  type ParamRecord,
  type ParamsRecord,
} from "../journal";

/** Records of params that were logged at once: one alone has a record as a metric has, several share one. */
export function paramRecords(entries: ParamsRecord["entries"], time: number): readonly (ParamRecord | ParamsRecord)[] {
  const [first] = entries;
  return first && entries.length === 1
    ? [{ type: "param", key: first[0], value: first[1], time }]
    : chunksOf(entries).map((chunk) => ({ type: "params", entries: chunk, time }));
}

/** Records of params that an attempt has of the one before it. */
export function inheritedRecords(entries: ParamsRecord["entries"], time: number): readonly ParamsRecord[] {
  return chunksOf(entries).map((chunk) => ({ type: "params", entries: chunk, inherited: true, time }));
}

/** Records of metrics' points, as those of params that were logged at once. */
export function metricRecords(
  entries: MetricsRecord["entries"],
  step: number,
  time: number,
): readonly (MetricRecord | MetricsRecord)[] {
  const [first] = entries;
  return first && entries.length === 1
    ? [{ type: "metric", key: first[0], value: first[1], step, time }]
    : chunksOf(entries).map((chunk) => ({ type: "metrics", entries: chunk, step, time }));
}

function chunksOf<Entry>(entries: readonly Entry[]): readonly (readonly Entry[])[] {
  const chunks = [];
  for (let start = 0; start < entries.length; start += mostEntriesOfRecord) {
    chunks.push(entries.slice(start, start + mostEntriesOfRecord));
  }
  return chunks;
}
