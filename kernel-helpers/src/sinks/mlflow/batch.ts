import { metricPointsOf, type JournalRecord, type ParamRecord, type ParamsRecord } from "../../journal";
import type { KeyValue, LogBatch, MetricPoint } from "../../mlflow-client";
import type { MarkedRecord } from "../sink";

/** Limits of MLflow's `runs/log-batch`, less one tag: the acknowledgement's. */
const mostItems = 999;
const mostParams = 100;
const mostTags = 99;

/** Tag that tells of records that were lost before they reached the journal. */
const gapTag = "trackside.gap";

/** Turns records into MLflow's form; those that have no place in a batch (cells, nodes, artifacts) give nothing. */
export function toLogBatch(records: readonly MarkedRecord[]): LogBatch {
  const metrics: MetricPoint[] = [];
  const params: KeyValue[] = [];
  // A tag may be set again at once; MLflow wants each key once a request.
  const tags = new Map<string, KeyValue>();
  for (const { record } of records) {
    for (const { key, value, time, step } of metricPointsOf(record)) {
      metrics.push({ key, value, timestamp: time, step });
    }
    if (record.type === "param") {
      params.push({ key: record.key, value: record.value });
    } else if (record.type === "params") {
      params.push(...record.entries.map(([key, value]) => ({ key, value })));
    } else if (record.type === "tag") {
      tags.set(record.key, { key: record.key, value: record.value });
    } else if (record.type === "gap") {
      tags.set(gapTag, {
        key: gapTag,
        value: `${record.lost} ${record.lost === 1 ? "record" : "records"} lost: ${record.reason}`.slice(0, 1_000),
      });
    }
  }
  return { metrics, params, tags: [...tags.values()] };
}

/** Tells how many items of a request the batch makes. */
export function batchSize({ metrics, params, tags }: LogBatch): number {
  return metrics.length + params.length + tags.length;
}

/**
 * Two halves of records; of a record of several params or points, two of some of them. The mark vouches for the whole
 * record, so that only its last part has it.
 */
export function halvesOf(records: readonly MarkedRecord[]): readonly (readonly MarkedRecord[])[] {
  const parts = records.length === 1 ? records.flatMap(partsOf) : records;
  const middle = Math.ceil(parts.length / 2);
  return [parts.slice(0, middle), parts.slice(middle)];
}

function partsOf({ record, mark }: MarkedRecord): readonly MarkedRecord[] {
  const parts = record.type === "params" ? paramsOf(record) : metricPointsOf(record);
  return parts.length === 0
    ? [{ record, mark }]
    : parts.map((part, index) => ({ record: part, mark: index === parts.length - 1 ? mark : "" }));
}

function paramsOf({ entries, time }: ParamsRecord): readonly ParamRecord[] {
  return entries.map(([key, value]) => ({ type: "param", key, value, time }));
}

function isTag(record: JournalRecord): boolean {
  return record.type === "tag" || record.type === "gap";
}

function itemsOf(record: JournalRecord): number {
  switch (record.type) {
    case "metric":
    case "param":
    case "tag":
    case "gap":
      return 1;
    case "metrics":
    case "params":
      return record.entries.length;
    default:
      return 0;
  }
}

/** Takes as many records from the front as fit into one request; the end of a run is one of its own. */
export function takeBatch(records: readonly MarkedRecord[]): readonly MarkedRecord[] {
  const counts = { items: 0, params: 0, tags: 0 };
  let end = 0;
  for (const { record } of records) {
    const items = itemsOf(record);
    counts.items += items;
    counts.params += record.type === "params" || record.type === "param" ? items : 0;
    counts.tags += isTag(record) ? items : 0;
    if (record.type === "end" || counts.items > mostItems || counts.params > mostParams || counts.tags > mostTags) {
      break;
    }
    end += 1;
  }
  return records.slice(0, end);
}
