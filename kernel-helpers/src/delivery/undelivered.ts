import { existsSync, statSync } from "node:fs";
import { join } from "node:path";
import { findRecord, journalFiles, JournalTail } from "../journal";
import { mainSinkName, readDeliveryState } from "./delivery-state";

/** A sink that lacks some of a run. */
export interface Undelivered {
  readonly sink: string;
  /** Why it takes none at present, or `null` while it does. */
  readonly reason: string | null;
}

/** How far each journal file of a run goes at a moment. */
export type JournalSizes = ReadonlyMap<string, number>;

export function journalSizes(directoryOfRun: string): JournalSizes {
  return new Map(journalFiles(directoryOfRun).map((file) => [file, sizeOf(join(directoryOfRun, file))]));
}

/**
 * The sinks that lack something of what a run's journals held when they had these sizes; costs no more than a look at
 * sizes.
 */
export function undelivered(directoryOfRun: string, sizes = journalSizes(directoryOfRun)): Undelivered[] {
  const sinks = findRecord(directoryOfRun, "run")?.sinks ?? [];
  return [mainSinkName, ...sinks.map(({ name }) => name)].flatMap((sink) => {
    const { done, offsets, outage } = readDeliveryState(directoryOfRun, sink);
    const isWhole = done
      ? !hasRecordsBehind(directoryOfRun, offsets)
      : [...sizes].every(([file, size]) => size <= (offsets[file] ?? 0));
    return isWhole ? [] : [{ sink, reason: outage?.reason ?? null }];
  });
}

/** A run that has ended may keep a line that was torn by its writer's death; tags may have been added to it since. */
function hasRecordsBehind(directoryOfRun: string, offsets: Readonly<Record<string, number>>): boolean {
  const tail = new JournalTail(directoryOfRun, offsets);
  for (let read = tail.next(); read !== null; read = tail.next()) {
    if (read.records.length > 0) {
      return true;
    }
  }
  return false;
}

function sizeOf(file: string): number {
  return existsSync(file) ? statSync(file).size : 0;
}
