import type { Rejection } from "../delivery";
import type { ArtifactRecord, JournalRecord, RunRecord } from "../journal";

/**
 * A backend that takes runs. The shipper makes one for each sink and project, hands every run to it, and keeps for each
 * run how far the sink has come: a sink that is slow or away holds nobody back.
 */
export interface Sink {
  /** Finds or makes the backend's place for a run; called again after a failure, and when a shipper starts anew. */
  open(run: SinkRun): Promise<RunSink>;
  /** Lets go of connections and files. */
  close?(): Promise<void>;
}

/** One run's place in a backend. */
export interface RunSink {
  /**
   * Takes records in their order, all of them or some from the front; resolves when they are safe there.
   *
   * @throws what keeps the backend from taking them: they are kept, and sent again later, with growing pauses. What is
   * never going to be taken belongs into `rejected` instead.
   */
  write(records: readonly MarkedRecord[]): Promise<Written>;
  /**
   * The mark of the last record that the backend has, or `null` where it does not know; asked before anything is sent
   * whose first sending may or may not have arrived. Without it such records are sent again.
   *
   * @param journal - the file that the records are from: marks of other files may be newer.
   */
  lastMark?(journal: string): Promise<string | null>;
}

/** A record with the mark that names it: journal file and byte behind it, `3f2a.0000.journal@1234`. */
export interface MarkedRecord {
  readonly record: JournalRecord;
  readonly mark: string;
}

/** What became of the records of a write. */
export interface Written {
  /** Count of records from the front that need not be sent again. */
  readonly taken: number;
  /** Those among them that the backend refuses for good. */
  readonly rejected?: readonly Rejection[];
}

/** What a sink is told of a run. */
export interface SinkRun {
  readonly projectRoot: string;
  readonly opening: RunRecord;
  /** What the sink has noted of the run, in this or an earlier shipper. */
  readonly memory: Readonly<Record<string, unknown>>;
  /** Notes something of the run for good, such as the id that it has in the backend; never a credential. */
  remember(notes: Readonly<Record<string, unknown>>): void;
  /** Path of the file with an artifact's bytes. */
  artifactFile(artifact: ArtifactRecord): string;
  /** What this sink has noted of the run's parent; `null` for a run without one. */
  parentMemory(): Readonly<Record<string, unknown>> | null;
}
