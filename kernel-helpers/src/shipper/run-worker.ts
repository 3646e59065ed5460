import { existsSync, mkdirSync, statSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { markDelivered, undelivered, unmarkDelivered } from "../delivery";
import {
  canRead,
  cellsArtifacts,
  findRecord,
  FolderWatch,
  JournalWriter,
  readCells,
  runDirectory,
  spoolDirectory,
  type RunRecord,
} from "../journal";
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

/** Sees one run through: delivers it to all of its sinks, and ends it as killed when its writer died without ending it. */
export class RunWorker {
  private readonly directory: string;
  private readonly watch: FolderWatch;
  private opening: RunRecord | undefined;
  private workers: readonly SinkWorker[] = [];
  private hasEnd = false;
  private isOver = false;

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

  /** The run's first record is there, in a format that this shipper reads. */
  get isBegun(): boolean {
    return this.opening !== undefined;
  }

  /** Looks for work now; with `isUrgent` what waits is sent at once. */
  wake(isUrgent = false): void {
    this.opening ??= this.start();
    if (this.opening) {
      this.endIfWriterDied(this.opening);
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
    if (!this.isOver && this.workers.every((worker) => worker.isDone)) {
      this.isOver = true;
      this.watch.close();
      this.markDelivered();
      this.onDone();
    }
  }

  /** Who adds to the run takes the mark away after that: what came before the mark is found here, the rest by its lack. */
  private markDelivered(): void {
    markDelivered(this.directory);
    if (undelivered(this.directory).length > 0) {
      unmarkDelivered(this.directory);
    }
  }

  /** A dead process writes no more, so that its journal holds the run's end now or never will. */
  private endIfWriterDied({ writer, parentRunId, attempt }: RunRecord): void {
    if (this.hasEnd || this.writers.isConnected(writer) || isAlive(writer)) {
      return;
    }
    if (!existsSync(this.directory)) {
      return; // Deleted: writing the end would make it again.
    }
    if (findRecord(this.directory, "end") === undefined) {
      const journal = new JournalWriter(this.directory, "shipper");
      if (parentRunId === null || attempt > 1) {
        this.keepCells(journal);
      }
      journal.append({ type: "end", status: "KILLED", time: Date.now() });
      journal.close();
    }
    this.hasEnd = true;
  }
  /** Does what a kernel does when it ends the run of a session. */
  private keepCells(journal: JournalWriter): void {
    const cells = readCells(this.directory);
    cells.end();
    for (const { path, content } of cellsArtifacts(cells.all)) {
      const spool = `shipper-${path.replaceAll("/", "-")}`;
      const file = join(spoolDirectory(this.directory), spool);
      try {
        mkdirSync(spoolDirectory(this.directory), { recursive: true, mode: 0o700 });
        writeFileSync(file, content, { mode: 0o600 });
        journal.append({ type: "artifact", path, spool, size: statSync(file).size, time: Date.now() });
      } catch (error) {
        journal.lose(`artifact ${path}: ${(error as Error).message}`);
      }
    }
  }
}
