import { performance } from "node:perf_hooks";
import { readDeliveryState, type DeliveryState } from "../delivery";
import { FolderWatch, JournalTail, runDirectory } from "../journal";
import type { Delivery, SinkDelivery } from "../messages";
import type { KernelRun } from "../runtime";
import { RunProjection } from "./run-projection";

/** How long a record may be on its way before the panel says so: the shipper lets some gather for two seconds. */
const queuedAfterMs = 5_000;
const sampleIntervalMs = 250;

/** A run as a panel is told of it. */
export interface FollowedRun {
  readonly place: KernelRun;
  /** The run's folder. */
  readonly directory: string;
  readonly projection: RunProjection;
  readonly deliveryState: DeliveryState;
  readonly delivery: Delivery;
  /** Reads what has been written since the last call. */
  refresh(): void;
  close(): void;
  /** Sets tags where the run is kept; absent where they are recorded on this machine. */
  setTags?(tags: Readonly<Record<string, string>>): Promise<void>;
}

/** Follows one run's folder: its journals, and how far the shipper has come with them. */
export class RunFollower implements FollowedRun {
  readonly projection = new RunProjection();
  deliveryState: DeliveryState;
  /** The run's folder. */
  readonly directory: string;
  private readonly tail: JournalTail;
  private readonly watch: FolderWatch;
  /** How many records there were when: tells since when the oldest one waits. */
  private samples: { readonly time: number; readonly count: number }[] = [];

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
      const { file } = read;
      read.records.forEach(({ record }) => this.projection.apply(record, file));
    }
    this.deliveryState = readDeliveryState(this.directory);
    this.sample(performance.now());
  }

  private sample(time: number): void {
    const { acknowledged } = this.deliveryState;
    this.samples = this.samples.filter(({ count }) => count > acknowledged);
    const last = this.samples.at(-1);
    if (this.queued > 0 && (!last || time - last.time >= sampleIntervalMs)) {
      this.samples.push({ time, count: this.projection.recordCount });
    }
  }

  get delivery(): Delivery {
    const { outage, rejected } = this.deliveryState;
    const isLate = performance.now() - (this.samples[0]?.time ?? Infinity) > queuedAfterMs;
    return {
      state: outage ? "offline" : isLate ? "queued" : "live",
      queued: this.queued,
      since: outage?.since ?? null,
      reason: outage?.reason ?? null,
      rejected,
      lost: this.projection.lost,
      sinks: (this.projection.run?.sinks ?? []).map(({ name }) => this.sinkDelivery(name)),
    };
  }

  close(): void {
    this.watch.close();
  }

  private sinkDelivery(name: string): SinkDelivery {
    const { acknowledged, outage } = readDeliveryState(this.directory, name);
    return { name, queued: Math.max(0, this.projection.recordCount - acknowledged), reason: outage?.reason ?? null };
  }

  private get queued(): number {
    return Math.max(0, this.projection.recordCount - this.deliveryState.acknowledged);
  }
}
