import type { ArtifactRecord, JournalRecord } from "../../journal";
import { artifactSummary } from "./artifact-summary";
import type { Event, SummaryValue } from "./event-schema";
import { scalar, sessionEnd, sessionStart, text } from "./summary-values";

/** What the events of a record need besides it. */
export interface EventContext {
  /** All params of the run, for the hparams dashboard. */
  readonly params: Readonly<Record<string, string>>;
  /** Milliseconds since the epoch. */
  readonly startTime: number;
  readonly artifactFile: (artifact: ArtifactRecord) => string;
}

/**
 * Turns a record into events; one that TensorBoard has no place for gives none. The same record gives the same events
 * whenever it is turned: what a killed shipper has written is written again byte for byte.
 */
export async function recordEvents(record: JournalRecord, context: EventContext): Promise<Event[]> {
  const values = await summaryValues(record, context);
  return values.map((value) => ({
    wallTime: record.time / 1_000,
    step: record.type === "metric" || record.type === "metrics" ? record.step : 0,
    summary: { value: [value] },
  }));
}

async function summaryValues(record: JournalRecord, context: EventContext): Promise<SummaryValue[]> {
  switch (record.type) {
    case "run":
      return Object.entries(record.tags).map(([key, value]) => text(`tags/${key}`, value));
    case "metric":
      return [scalar(record.key, Number(record.value))];
    case "metrics":
      return record.entries.map(([key, value]) => scalar(key, Number(value)));
    case "param":
      return [text(`params/${record.key}`, record.value)];
    case "params":
      return record.entries.map(([key, value]) => text(`params/${key}`, value));
    case "tag":
      return [text(`tags/${record.key}`, record.value)];
    case "input":
      return [text(`datasets/${record.name}`, `${record.context ?? "used"}: ${record.source} (${record.digest})`)];
    case "artifact": {
      const shown = await artifactSummary(record, context.artifactFile(record));
      return shown ? [shown] : [];
    }
    case "gap":
      return [text("trackside/gap", `${record.lost} records lost: ${record.reason}`)];
    case "end":
      return [
        sessionStart(context.params, context.startTime),
        sessionEnd(record.status, record.time),
        text("trackside/status", record.status),
      ];
    default:
      // nodes, plans, cells, and what a later version of the journal has
      return [];
  }
}
