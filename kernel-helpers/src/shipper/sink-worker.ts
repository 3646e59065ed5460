import { MlflowError } from "../mlflow-client";
import { retryDelay } from "./retry";
import type { RunDelivery, Waiting } from "./run-delivery";

/** Records that come one by one travel together: the first of a run soon, so that it shows, the next with more. */
const firstLingerMs = 300;
const lingerMs = 2_000;
/**
 * A full request, and a run's end, wait until the writer pauses: while it writes so much, or its process ends, shipper and
 * server would take its processors.
 */
const calmMs = 100;
const longestBurstMs = 2_000;

/** Keeps delivering one run to one sink until it is done there. Times are of a clock that never jumps. */
export class SinkWorker {
  private failures = 0;
  private notBefore = 0;
  private firstWaitingAt: number | undefined;
  private lastSentAt = Number.NEGATIVE_INFINITY;
  private timer: NodeJS.Timeout | undefined;
  private busy: Promise<void> | undefined;
  private wokenAt = Number.NEGATIVE_INFINITY;
  private isUrgent = false;
  private isWanted = false;
  private closed = false;

  constructor(
    private readonly delivery: RunDelivery,
    /** Called when the sink has all there is of an ended run: again after each look at it. */
    private readonly onDone: () => void,
  ) {}

  get isDone(): boolean {
    return this.delivery.isDone;
  }

  /**
   * Looks for work now: there may be more of it.
   *
   * @param isUrgent - somebody waits for it: it goes at once, also while a pause after a failure lasts.
   */
  wake(isUrgent = false): void {
    this.isUrgent ||= isUrgent;
    this.wokenAt = performance.now();
    this.lookAgain();
  }

  /** Stops after the request in flight. */
  async close(): Promise<void> {
    this.closed = true;
    this.delivery.stop();
    clearTimeout(this.timer);
    await this.busy;
  }

  private lookAgain(): void {
    this.isWanted = true;
    if (!this.busy && !this.closed) {
      // Not before the caller has gone on: it may be about to note this very worker.
      this.busy = Promise.resolve()
        .then(() => this.work())
        .finally(() => {
          this.busy = undefined;
        });
    }
  }

  private async work(): Promise<void> {
    while (this.isWanted && !this.closed) {
      this.isWanted = false;
      try {
        if (this.isDue()) {
          this.isUrgent = false;
          await this.delivery.deliver();
          this.failures = 0;
          this.lastSentAt = performance.now();
          this.firstWaitingAt = undefined;
        }
      } catch (error) {
        if (!this.closed) {
          this.noteFailure(error);
        }
      }
    }
    // Not closed by that: while another sink is not done, tags may be added to the run.
    if (this.isDone && !this.closed) {
      this.onDone();
    }
  }

  /** Tells whether to send now; where that is later, a timer is set. */
  private isDue(): boolean {
    const now = performance.now();
    const waiting = this.delivery.look();
    if (waiting.records === 0) {
      this.isUrgent = false;
      return false;
    }
    this.firstWaitingAt ??= now;
    const dueAt = this.isUrgent ? now : Math.max(this.notBefore, this.lingerUntil(waiting, this.firstWaitingAt));
    if (dueAt > now) {
      clearTimeout(this.timer);
      this.timer = setTimeout(() => this.lookAgain(), dueAt - now);
    }
    return dueAt <= now;
  }

  private lingerUntil({ isFull, hasEnd }: Waiting, firstWaitingAt: number): number {
    return isFull || hasEnd
      ? Math.min(firstWaitingAt + longestBurstMs, this.wokenAt + calmMs)
      : Math.max(firstWaitingAt + firstLingerMs, this.lastSentAt + lingerMs);
  }

  private noteFailure(error: unknown): void {
    this.failures += 1;
    const asked = error instanceof MlflowError ? error.retryAfterMs : null;
    const pause = retryDelay(this.failures, asked);
    this.notBefore = performance.now() + pause;
    clearTimeout(this.timer);
    this.timer = setTimeout(() => this.lookAgain(), pause);
    try {
      this.delivery.noteOutage(error instanceof Error ? error.message : String(error));
    } catch (cause) {
      // A full disk, most likely: the log of the shipper is the last place to say so.
      console.error(cause);
    }
  }
}
