import { existsSync, mkdirSync } from "node:fs";
import { isDelivered } from "../delivery";
import { FolderWatch, listRunIds, runDirectory, runsDirectory, stateDirectory, type RunRecord } from "../journal";
import { RunWorker, type NamedSink, type WriterLiveness } from "./run-worker";

/** All the runs of a project that are not delivered whole: those of old, and each new one as its folder appears. */
export class ProjectRuns {
  private readonly workers = new Map<string, RunWorker>();
  private readonly done = new Set<string>();
  private readonly watch: FolderWatch;
  private isClosed = false;

  constructor(
    private readonly projectRoot: string,
    private readonly sinksOf: (opening: RunRecord) => readonly NamedSink[],
    private readonly writers: WriterLiveness,
  ) {
    makeRunsDirectory(projectRoot);
    this.watch = new FolderWatch(runsDirectory(projectRoot), () => this.scan());
    this.scan();
  }

  /** Runs that are still being delivered, or written; not those that this shipper cannot read. */
  get open(): number {
    return [...this.workers.values()].filter((worker) => worker.isBegun).length;
  }

  /** Looks at once whether anything is to be done; with `isUrgent` what waits is sent at once. */
  wake(isUrgent = false): void {
    // To a run that has ended somebody may have added a tag.
    this.done.forEach((runId) => this.forgetUnlessDelivered(runId));
    this.scan();
    for (const worker of this.workers.values()) {
      worker.wake(isUrgent);
    }
  }

  async close(): Promise<void> {
    this.isClosed = true;
    this.watch.close();
    await Promise.all([...this.workers.values()].map((worker) => worker.close()));
  }

  private scan(): void {
    if (this.isClosed) {
      return; // The last connections end after it: a run that was found then would hold the process open for ever.
    }
    const runIds = new Set(listRunIds(this.projectRoot));
    for (const runId of runIds) {
      if (!this.workers.has(runId) && !this.done.has(runId)) {
        this.take(runId);
      }
    }
    this.letGoOfAllBut(runIds);
  }

  /** A run whose folder was deleted, or the whole project's, has nothing left to deliver. */
  private letGoOfAllBut(runIds: ReadonlySet<string>): void {
    for (const [runId, worker] of this.workers) {
      if (!runIds.has(runId)) {
        this.workers.delete(runId);
        void worker.close();
      }
    }
  }

  private take(runId: string): void {
    if (this.isDelivered(runId)) {
      this.done.add(runId);
      return;
    }
    const worker = new RunWorker(this.projectRoot, runId, this.sinksOf, this.writers, () => {
      this.workers.delete(runId);
      this.done.add(runId);
      this.forgetUnlessDelivered(runId);
    });
    this.workers.set(runId, worker);
  }

  private forgetUnlessDelivered(runId: string): void {
    if (!this.isDelivered(runId)) {
      this.done.delete(runId);
    }
  }

  private isDelivered(runId: string): boolean {
    return isDelivered(runDirectory(this.projectRoot, runId));
  }
}

function makeRunsDirectory(projectRoot: string): void {
  if (!existsSync(projectRoot)) {
    return; // Whoever deleted the project does not want its folder back.
  }
  try {
    stateDirectory(projectRoot);
    mkdirSync(runsDirectory(projectRoot), { recursive: true });
  } catch (error) {
    // A full or read-only disk: the watch finds the folder when it is there.
    console.error(error);
  }
}
