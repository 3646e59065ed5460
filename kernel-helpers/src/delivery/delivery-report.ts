import { JournalTail, listRunIds, runDirectory } from "../journal";
import type { RunStatus } from "../messages";
import { readDeliveryState } from "./delivery-state";

/** How far one run has come on its way to MLflow. */
export interface DeliveryReport {
  readonly runId: string;
  readonly name: string;
  readonly status: RunStatus;
  readonly mlflowRunId: string | null;
  /** Address of the tracking server that has the run, or is to have it once it answers; `local` while that one has none. */
  readonly trackingUri: string;
  /** Records that wait on disk. */
  readonly queued: number;
  /** Why they wait, or `null` while they are on their way. */
  readonly reason: string | null;
  readonly rejected: readonly { readonly what: string; readonly reason: string }[];
}

/** Reports on the runs of a project, oldest first; a run without a whole opening record is left out. */
export function deliveryReports(projectRoot: string): DeliveryReport[] {
  return listRunIds(projectRoot)
    .flatMap((runId) => reportOn(projectRoot, runId) ?? [])
    .sort((left, right) => left.startTime - right.startTime)
    .map(({ startTime: _, ...report }) => report);
}

function reportOn(projectRoot: string, runId: string): (DeliveryReport & { readonly startTime: number }) | null {
  const directory = runDirectory(projectRoot, runId);
  const state = readDeliveryState(directory);
  const records = allRecords(directory);
  const opening = records.find((record) => record.type === "run");
  if (opening?.type !== "run") {
    return null;
  }
  const end = records.find((record) => record.type === "end");
  return {
    runId,
    name: opening.name,
    status: end?.type === "end" ? end.status : "RUNNING",
    mlflowRunId: state.mlflowRunId,
    trackingUri: state.trackingUri ?? opening.trackingUri,
    queued: Math.max(0, records.length - state.acknowledged),
    reason: state.outage?.reason ?? null,
    rejected: state.rejected,
    startTime: opening.time,
  };
}

function allRecords(directory: string) {
  const tail = new JournalTail(directory);
  const records = [];
  for (let read = tail.next(); read !== null; read = tail.next()) {
    records.push(...read.records.map(({ record }) => record));
  }
  return records;
}
