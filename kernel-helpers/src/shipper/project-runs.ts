import { mkdirSync } from "node:fs";
import { readDeliveryState } from "../delivery";
import { FolderWatch, listRunIds, runDirectory, runsDirectory, stateDirectory } from "../journal";
import { RunDelivery } from "./run-delivery";
import { RunWorker, type WriterLiveness } from "./run-worker";
import type { Targets } from "./targets";

/** All the runs of a project that are not in MLflow whole: those of old, and each new one as its folder appears. */
export class ProjectRuns {
  private readonly workers = new Map<string, RunWorker>();
  /** Runs known to be in MLflow whole. */
  private readonly done = new Set<string>();
  private readonly watch: FolderWatch;

  constructor(
    private readonly projectRoot: string,
    private readonly targets: Targets,
    private readonly writers: WriterLiveness,
  ) {
    stateDirectory(projectRoot);
    mkdirSync(runsDirectory(projectRoot), { recursive: true });
    this.watch = new FolderWatch(runsDirectory(projectRoot), () => this.scan());
    this.scan();
  }

  /** Runs that are still being delivered, or written. */
  get open(): number {
    return this.workers.size;
  }

  /** Looks at once whether anything is to be done. */
  wake(): void {
    this.scan();
    for (const worker of this.workers.values()) {
      worker.wake();
    }
  }

  async close(): Promise<void> {
    this.watch.close();
    await Promise.all([...this.workers.values()].map((worker) => worker.close()));
  }

  private scan(): void {
    for (const runId of listRunIds(this.projectRoot)) {
      if (!this.workers.has(runId) && !this.done.has(runId)) {
        this.take(runId);
      }
    }
  }

  private take(runId: string): void {
    if (readDeliveryState(runDirectory(this.projectRoot, runId)).done) {
      this.done.add(runId);
      return;
    }
    const delivery = new RunDelivery(this.projectRoot, runId, this.targets);
    const worker = new RunWorker(delivery, this.writers, () => {
      this.workers.delete(runId);
      this.done.add(runId);
    });
    this.workers.set(runId, worker);
  }
}
