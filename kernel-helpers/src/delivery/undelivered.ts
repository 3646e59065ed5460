import { existsSync, statSync } from "node:fs";
import { join } from "node:path";
import { findRecord, journalFiles } from "../journal";
import { mainSinkName, readDeliveryState } from "./delivery-state";

/** A sink that lacks some of a run. */
export interface Undelivered {
  readonly sink: string;
  /** Why it takes none at present, or `null` while it does. */
  readonly reason: string | null;
}

/** The sinks that lack something of what a run's journals hold at this moment; costs no more than a look at sizes. */
export function undelivered(directoryOfRun: string): Undelivered[] {
  const sinks = findRecord(directoryOfRun, "run")?.sinks ?? [];
  return [mainSinkName, ...sinks.map(({ name }) => name)].flatMap((sink) => {
    const { done, offsets, outage } = readDeliveryState(directoryOfRun, sink);
    const isWhole = journalFiles(directoryOfRun).every(
      (file) => sizeOf(join(directoryOfRun, file)) <= (offsets[file] ?? 0),
    );
    return done || isWhole ? [] : [{ sink, reason: outage?.reason ?? null }];
  });
}

function sizeOf(file: string): number {
  return existsSync(file) ? statSync(file).size : 0;
}
