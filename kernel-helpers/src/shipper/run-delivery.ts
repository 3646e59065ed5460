import { join } from "node:path";
import { readDeliveryState, writeDeliveryState, type DeliveryState, type Rejection } from "../delivery";
import { JournalTail, runDirectory, spoolDirectory, type ReadRecord, type RunRecord } from "../journal";
import type { MarkedRecord, RunSink, Sink, SinkRun } from "../sinks";

type Pending = ReadRecord & MarkedRecord;

/** Records of one journal. */
interface Batch {
  readonly file: string;
  readonly records: readonly Pending[];
}

/** What is read and not delivered. */
export interface Waiting {
  readonly records: number;
  readonly isFull: boolean;
  readonly hasEnd: boolean;
}

/** The newest refusals are kept: a mistake in a loop makes the same one many times. */
const mostRejections = 100;

/** As many as are read ahead of what is sent: what the largest request of a sink can take. */
const readAheadRecords = 1_000;

/** Brings one run's journals into one sink, each in its order, and remembers how far it has come. */
export class RunDelivery {
  private readonly tail: JournalTail;
  private state: DeliveryState;
  /** What was read and is not delivered, by journal. */
  private readonly queues = new Map<string, Pending[]>();
  private open: RunSink | undefined;
  /** Whether it is known of a journal that nothing of it arrived unacknowledged. */
  private readonly isSettled = new Map<string, boolean>();
  private readonly isResumed: boolean;
  private isStopped = false;

  constructor(
    private readonly projectRoot: string,
    private readonly opening: RunRecord,
    private readonly sinkName: string,
    private readonly sink: Sink,
  ) {
    this.state = readDeliveryState(this.directory, sinkName);
    this.tail = new JournalTail(this.directory, this.state.offsets);
    // What an earlier shipper had under way when it died, nobody knows.
    this.isResumed = Object.keys(this.state.memory).length > 0;
  }

  /** The sink has the run's end, and what was added after it. */
  get isDone(): boolean {
    return this.state.done && this.waiting === 0;
  }

  /** Reads on in the journals, and tells how much waits: whether a full request, and whether the run's end. */
  look(): Waiting {
    this.readAhead();
    const hasEnd = [...this.queues.values()].some((queue) => queue.at(-1)?.record.type === "end");
    return { records: this.waiting, isFull: this.waiting >= readAheadRecords, hasEnd };
  }

  /**
   * Delivers all there is at this moment, unless it is stopped.
   *
   * @throws what kept it from going on; nothing is lost, and the next call goes on from there.
   */
  async deliver(): Promise<void> {
    this.readAhead();
    if (this.waiting === 0) {
      return;
    }
    try {
      const sink = (this.open ??= await this.sink.open(this.sinkRun()));
      for (let batch = this.nextBatch(); batch && !this.isStopped; batch = this.nextBatch()) {
        await this.deliverBatch(sink, batch);
      }
    } catch (error) {
      // The backend may be at another address when it is back: the project's own server takes a free port.
      this.open = undefined;
      throw error;
    }
  }

  /** Lets a delivery that is under way end with its present request; the rest waits for the next shipper. */
  stop(): void {
    this.isStopped = true;
  }

  /** Notes that the sink takes nothing at present, and why. */
  noteOutage(reason: string): void {
    this.update({ outage: { since: this.state.outage?.since ?? Date.now(), reason } });
  }

  private get directory(): string {
    return runDirectory(this.projectRoot, this.opening.runId);
  }

  private get waiting(): number {
    return [...this.queues.values()].reduce((sum, queue) => sum + queue.length, 0);
  }

  private readAhead(): void {
    while (this.waiting < readAheadRecords) {
      const read = this.tail.next();
      if (read === null) {
        return;
      }
      const records = read.records.map((each) => ({ ...each, mark: `${read.file}@${each.endOffset}` }));
      this.queues.set(read.file, [...(this.queues.get(read.file) ?? []), ...records]);
    }
  }

  /** Records of one journal up to the run's end, which comes alone, and only when no other journal has more. */
  private nextBatch(): Batch | undefined {
    this.readAhead();
    const queues = [...this.queues].filter(([, queue]) => queue.length > 0);
    const [file, queue] = queues.find(([, [first]]) => first?.record.type !== "end") ?? queues[0] ?? [];
    if (file === undefined || queue === undefined) {
      return undefined;
    }
    const end = queue.findIndex(({ record }) => record.type === "end");
    return { file, records: end < 0 ? queue : queue.slice(0, Math.max(end, 1)) };
  }

  private async deliverBatch(sink: RunSink, { file, records }: Batch): Promise<void> {
    if (!(this.isSettled.get(file) ?? !this.isResumed)) {
      const delivered = endOffsetOf((await sink.lastMark?.(file)) ?? null, file);
      const known = records.filter(({ endOffset }) => endOffset <= delivered).length;
      // Where all of these have arrived, there may be more behind what has been read so far.
      this.isSettled.set(file, known < records.length);
      if (known > 0) {
        this.acknowledge(file, known);
        return;
      }
    }
    this.isSettled.set(file, false);
    const { taken, rejected = [] } = await sink.write(records);
    this.isSettled.set(file, true);
    this.acknowledge(file, taken, rejected);
  }

  private acknowledge(file: string, count: number, rejected: readonly Rejection[] = []): void {
    const queue = this.queues.get(file) ?? [];
    const last = queue[count - 1];
    this.queues.set(file, queue.slice(count));
    this.update({
      outage: null,
      acknowledged: this.state.acknowledged + count,
      offsets: last ? { ...this.state.offsets, [file]: last.endOffset } : this.state.offsets,
      rejected: [...this.state.rejected, ...rejected].slice(-mostRejections),
      done: this.state.done || last?.record.type === "end",
    });
  }

  private sinkRun(): SinkRun {
    const { projectRoot, opening, directory, sinkName } = this;
    const memory = () => this.state.memory;
    return {
      projectRoot,
      opening,
      get memory() {
        return memory();
      },
      remember: (notes) => this.update({ memory: { ...this.state.memory, ...notes } }),
      artifactFile: ({ spool }) => join(spoolDirectory(directory), spool),
      parentMemory: () =>
        opening.parentRunId === null
          ? null
          : readDeliveryState(runDirectory(projectRoot, opening.parentRunId), sinkName).memory,
    };
  }

  private update(change: Partial<DeliveryState>): void {
    this.state = { ...this.state, ...change };
    writeDeliveryState(this.directory, this.sinkName, this.state);
  }
}

/** Byte behind the record that a mark names, where it is one of the journal. */
function endOffsetOf(mark: string | null, journal: string): number {
  const at = mark?.lastIndexOf("@") ?? -1;
  return mark?.slice(0, at) === journal ? Number(mark.slice(at + 1)) : -1;
}
