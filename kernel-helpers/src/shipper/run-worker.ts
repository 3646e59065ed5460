import { existsSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { canRead, findRecord, FolderWatch, JournalWriter, runDirectory, type RunRecord } from "../journal";
import { isAlive, type ProcessIdentity } from "../runtime";
import type { Sink } from "../sinks";
import { RunDelivery } from "./run-delivery";
import { SinkWorker } from "./sink-worker";

/** What a worker asks of the shipper about the process that writes a run. */
export interface WriterLiveness {
  /** Tells whether the process is connected to the shipper at this moment. */
  isConnected(writer: ProcessIdentity): boolean;
}

/** A sink under the name by which its progress is kept. */
export interface NamedSink {
  readonly name: string;
  readonly sink: Sink;
}

/** Marks a run's folder: all of its sinks have all of it. */
const deliveredMark = "delivered";

/** Tells whether nothing is left to do for a run. */
export function isDelivered(projectRoot: string, runId: string): boolean {
  return existsSync(join(runDirectory(projectRoot, runId), deliveredMark));
}

/** Sees one run through: delivers it to all of its sinks, and ends it as killed when its writer died without ending it. */
export class RunWorker {
  private readonly directory: string;
  private readonly watch: FolderWatch;
  private opening: RunRecord | undefined;
  private workers: readonly SinkWorker[] = [];
  private hasEnd = false;

  constructor(
    private readonly projectRoot: string,
    runId: string,
    private readonly sinksOf: (opening: RunRecord) => readonly NamedSink[],
    private readonly writers: WriterLiveness,
    private readonly onDone: () => void,
  ) {
    this.directory = runDirectory(projectRoot, runId);
    this.watch = new FolderWatch(this.directory, () => this.wake());
    this.wake();
  }

  /** Looks for work now; with `isUrgent` what waits is sent at once. */
  wake(isUrgent = false): void {
    this.opening ??= this.start();
    if (this.opening) {
      this.endIfWriterDied(this.opening.writer);
      this.workers.forEach((worker) => worker.wake(isUrgent));
    }
  }

  /** Stops after the requests in flight. */
  async close(): Promise<void> {
    this.watch.close();
    await Promise.all(this.workers.map((worker) => worker.close()));
  }

  private start(): RunRecord | undefined {
    const opening = findRecord(this.directory, "run");
    // A later format is left for a later shipper, which would have to mend what this one made of it.
    if (!opening || !canRead(opening.version)) {
      return undefined;
    }
    this.workers = this.sinksOf(opening).map(
      ({ name, sink }) =>
        new SinkWorker(new RunDelivery(this.projectRoot, opening, name, sink), () => this.endIfDone()),
    );
    return opening;
  }

  private endIfDone(): void {
    if (this.workers.every((worker) => worker.isDone)) {
      this.watch.close();
      writeFileSync(join(this.directory, deliveredMark), "");
      this.onDone();
    }
  }

  /** A dead process writes no more, so that its journal holds the run's end now or never will. */
  private endIfWriterDied(writer: ProcessIdentity): void {
    if (this.hasEnd || this.writers.isConnected(writer) || isAlive(writer)) {
      return;
    }
    if (findRecord(this.directory, "end") === undefined) {
      const journal = new JournalWriter(this.directory, "shipper");
      journal.append({ type: "end", status: "KILLED", time: Date.now() });
      journal.close();
    }
    this.hasEnd = true;
  }
}
