import { watch, type FSWatcher } from "node:fs";

/** The file system's notices are quick but not sure (network disks send none), so that a slow clock stands behind them. */
const fallbackIntervalMs = 1_000;

/** Calls back soon after anything in a folder changed, and once a second; never after it was closed. */
export class FolderWatch {
  private watcher: FSWatcher | undefined;
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
    this.watcher?.close();
    this.watcher = undefined;
  }

  private tick(): void {
    if (!this.watcher) {
      this.start();
    }
    this.onChange();
  }

  private start(): void {
    try {
      this.watcher = watch(this.directory, this.onChange);
      this.watcher.on("error", () => {
        this.watcher?.close();
        this.watcher = undefined;
      });
    } catch {
      // The folder is not there yet, or the system has no watch left: the interval tries again.
      this.watcher = undefined;
    }
  }
}
