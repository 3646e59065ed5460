import type { JournalRecord, ReadRecord } from "../journal";
import type { KeyValue, LogBatch, MetricPoint } from "../mlflow-client";

/** Limits of MLflow's `runs/log-batch`. */
const mostItems = 1_000;
const mostParams = 100;
const mostTags = 100;

function isLoggable(record: JournalRecord): boolean {
  return record.type === "metric" || record.type === "param" || record.type === "tag";
}

/** Tells whether the record has a request of its own and so ends the batch before it. */
function isBarrier(record: JournalRecord): boolean {
  return record.type === "artifact" || record.type === "end";
}

/** Turns records into MLflow's form; those that MLflow has no place for (cells, nodes) give nothing. */
export function toLogBatch(records: readonly ReadRecord[]): LogBatch {
  const metrics: MetricPoint[] = [];
  const params: KeyValue[] = [];
  // A tag may be set again at once; MLflow wants each key once a request.
  const tags = new Map<string, KeyValue>();
  for (const { record } of records) {
    if (record.type === "metric") {
      metrics.push({ key: record.key, value: record.value, timestamp: record.time, step: record.step });
    } else if (record.type === "param") {
      params.push({ key: record.key, value: record.value });
    } else if (record.type === "tag") {
      tags.set(record.key, { key: record.key, value: record.value });
    }
  }
  return { metrics, params, tags: [...tags.values()] };
}

/**
 * Takes as many records from the front as fit into one request. The first record behind them is a barrier, or would
 * break a limit.
 */
export function takeBatch(pending: readonly ReadRecord[]): readonly ReadRecord[] {
  const counts = { items: 0, param: 0, tag: 0 };
  let end = 0;
  for (const { record } of pending) {
    if (isBarrier(record)) {
      break;
    }
    counts.items += isLoggable(record) ? 1 : 0;
    counts.param += record.type === "param" ? 1 : 0;
    counts.tag += record.type === "tag" ? 1 : 0;
    if (counts.items > mostItems || counts.param > mostParams || counts.tag > mostTags) {
      break;
    }
    end += 1;
  }
  return pending.slice(0, end);
}
