import { FolderWatch, JournalWriter } from "../journal";
import { isAlive, type ProcessIdentity } from "../runtime";
import { retryDelay } from "./retry";
import type { RunDelivery } from "./run-delivery";

/** What a worker asks of the shipper about the process that writes a run. */
export interface WriterLiveness {
  /** Tells whether the process is connected to the shipper at this moment. */
  isConnected(writer: ProcessIdentity): boolean;
}

/** Keeps delivering one run until it is done; ends it as killed when its writer died without ending it. */
export class RunWorker {
  private readonly watch: FolderWatch;
  private failures = 0;
  private nextTryAt = 0;
  private busy: Promise<void> = Promise.resolve();
  private isBusy = false;
  private wanted = false;
  private closed = false;

  constructor(
    private readonly delivery: RunDelivery,
    private readonly writers: WriterLiveness,
    private readonly onDone: () => void,
  ) {
    this.watch = new FolderWatch(delivery.directory, () => this.wake());
    this.wake();
  }

  /** Looks for work now; while a retry is being waited for, only whether the writer still lives. */
  wake(): void {
    this.wanted = true;
    if (!this.isBusy && !this.closed && Date.now() < this.nextTryAt) {
      this.endIfWriterDied();
    } else if (!this.isBusy && !this.closed) {
      this.isBusy = true;
      this.busy = this.work().finally(() => {
        this.isBusy = false;
      });
    }
  }

  /** Stops after the request in flight. */
  async close(): Promise<void> {
    this.closed = true;
    this.watch.close();
    await this.busy;
  }

  private async work(): Promise<void> {
    while (this.wanted && !this.closed) {
      this.wanted = false;
      try {
        this.endIfWriterDied();
        await this.delivery.deliver();
        this.failures = 0;
      } catch (error) {
        this.failures += 1;
        this.nextTryAt = Date.now() + retryDelay(this.failures);
        this.delivery.noteOutage(error instanceof Error ? error.message : String(error));
        return;
      }
    }
    if (this.delivery.isDone && !this.closed) {
      this.closed = true;
      this.watch.close();
      this.onDone();
    }
  }

  /** A dead process writes no more, so that its journal holds the run's end now or never will. */
  private endIfWriterDied(): void {
    const writer = this.delivery.opening?.writer;
    if (!writer || this.writers.isConnected(writer) || isAlive(writer) || this.delivery.hasEnd()) {
      return;
    }
    const journal = new JournalWriter(this.delivery.directory, "shipper");
    journal.append({ type: "end", status: "KILLED", time: Date.now() });
    journal.close();
  }
}
