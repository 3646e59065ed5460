import { readDeliveryState, type DeliveryState } from "../delivery";
import { FolderWatch, JournalTail, runDirectory } from "../journal";
import type { Delivery } from "../messages";
import type { KernelRun } from "../runtime";
import { RunProjection } from "./run-projection";

/** How long records may be on their way before the panel says so. */
const queuedAfterMs = 2_000;

/** Follows one run's folder: its journals, and how far the shipper has come with them. */
export class RunFollower {
  readonly projection = new RunProjection();
  deliveryState: DeliveryState;
  private readonly directory: string;
  private readonly tail: JournalTail;
  private readonly watch: FolderWatch;
  private caughtUpAt = Date.now();

  constructor(
    readonly place: KernelRun,
    onChange: () => void,
  ) {
    this.directory = runDirectory(place.projectRoot, place.runId);
    this.tail = new JournalTail(this.directory);
    this.deliveryState = readDeliveryState(this.directory);
    this.watch = new FolderWatch(this.directory, onChange);
    this.refresh();
  }

  /** Reads what has been written since the last call. */
  refresh(): void {
    for (let read = this.tail.next(); read !== null; read = this.tail.next()) {
      read.records.forEach(({ record }) => this.projection.apply(record));
    }
    this.deliveryState = readDeliveryState(this.directory);
    if (this.queued === 0) {
      this.caughtUpAt = Date.now();
    }
  }

  get delivery(): Delivery {
    const { outage, rejected } = this.deliveryState;
    const isLate = Date.now() - this.caughtUpAt > queuedAfterMs;
    return {
      state: outage ? "offline" : isLate ? "queued" : "live",
      queued: this.queued,
      since: outage?.since ?? null,
      reason: outage?.reason ?? null,
      rejected,
    };
  }

  close(): void {
    this.watch.close();
  }

  private get queued(): number {
    return Math.max(0, this.projection.recordCount - this.deliveryState.acknowledged);
  }
}
