import { watch, type FSWatcher } from "node:fs";

/** The file system's notices are quick but not sure (network disks send none), so that a slow clock stands behind them. */
const fallbackIntervalMs = 1_000;

/** After a notice none is wanted for so long: a loop that logs makes a hundred thousand a second. */
const pauseMs = 50;

/**
 * Calls back at once when anything in a folder changed, then at most every 50 ms, and once a second without a change;
 * never after it was closed.
 */
export class FolderWatch {
  private watcher: FSWatcher | undefined;
  private pause: NodeJS.Timeout | undefined;
  private readonly interval: NodeJS.Timeout;

  constructor(
    private readonly directory: string,
    private readonly onChange: () => void,
  ) {
    this.interval = setInterval(() => this.tick(), fallbackIntervalMs);
    this.start();
  }

  close(): void {
    clearInterval(this.interval);
    clearTimeout(this.pause);
    this.stop();
  }

  private tick(): void {
    if (!this.watcher && !this.pause) {
      this.start();
    }
    this.onChange();
  }

  private stop(): void {
    this.watcher?.close();
    this.watcher = undefined;
  }

  /** Stops listening for a while; what changes meanwhile is found by the call at its end. */
  private noticed(): void {
    this.stop();
    this.pause ??= setTimeout(() => {
      this.pause = undefined;
      this.start();
      this.onChange();
    }, pauseMs);
    this.onChange();
  }

  private start(): void {
    try {
      this.watcher = watch(this.directory, () => this.noticed());
      this.watcher.on("error", () => this.stop());
    } catch {
      // The folder is not there yet, or the system has no watch left: the interval tries again.
      this.watcher = undefined;
    }
  }
}
