import { JournalTail, listRunIds, runDirectory, type EndRecord, type RunRecord } from "../journal";
import { runNameTag, type RunStatus } from "../messages";
import { mainSinkName, mlflowPlace, readDeliveryState, type Rejection } from "./delivery-state";

/** How far one run has come on its way to one sink. */
export interface SinkReport {
  readonly sink: string;
  /** Records that wait on disk. */
  readonly queued: number;
  /** Why they wait, or `null` while they are on their way. */
  readonly reason: string | null;
  readonly rejected: readonly Rejection[];
}

/** How far one run has come on its way to MLflow, and to the other sinks that it has. */
export interface DeliveryReport extends Omit<SinkReport, "sink"> {
  readonly runId: string;
  readonly name: string;
  readonly status: RunStatus;
  readonly mlflowRunId: string | null;
  /** Address of the tracking server that has the run, or is to have it once it answers; `local` while that one has none. */
  readonly trackingUri: string;
  /** The sinks beside that server, by `tracking.sinks` of `mlflow.yml`. */
  readonly sinks: readonly SinkReport[];
}

/** Reports on the runs of a project, oldest first; a run without a whole opening record is left out. */
export function deliveryReports(projectRoot: string): DeliveryReport[] {
  return listRunIds(projectRoot)
    .flatMap((runId) => reportOn(runId, runDirectory(projectRoot, runId)) ?? [])
    .sort((left, right) => left.startTime - right.startTime)
    .map(({ startTime: _, ...report }) => report);
}

function reportOn(runId: string, directory: string): (DeliveryReport & { readonly startTime: number }) | null {
  const { opening, name, end, count } = summaryOf(directory);
  if (!opening) {
    return null;
  }
  const { mlflowRunId = null, trackingUri = opening.trackingUri } = mlflowPlace(readDeliveryState(directory));
  const { sink: _, ...main } = sinkReport(directory, mainSinkName, count);
  return {
    runId,
    name: name ?? opening.name,
    status: end?.status ?? "RUNNING",
    mlflowRunId,
    trackingUri,
    ...main,
    sinks: (opening.sinks ?? []).map(({ name }) => sinkReport(directory, name, count)),
    startTime: opening.time,
  };
}

function sinkReport(directory: string, sink: string, recordCount: number): SinkReport {
  const { acknowledged, outage, rejected } = readDeliveryState(directory, sink);
  return { sink, queued: Math.max(0, recordCount - acknowledged), reason: outage?.reason ?? null, rejected };
}

function summaryOf(directory: string) {
  const tail = new JournalTail(directory);
  const summary: { opening?: RunRecord; name?: string; end?: EndRecord; count: number } = { count: 0 };
  for (let read = tail.next(); read !== null; read = tail.next()) {
    for (const { record } of read.records) {
      summary.count += 1;
      if (record.type === "run") {
        summary.opening ??= record;
      } else if (record.type === "tag" && record.key === runNameTag) {
        summary.name = record.value;
      } else if (record.type === "end") {
        summary.end ??= record;
      }
    }
  }
  return summary;
}
