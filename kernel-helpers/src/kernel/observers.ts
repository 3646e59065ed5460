import { inspect } from "node:util";

import type { Cell, CellOutcome, KernelObserver, KernelStop } from "./observer";

/** How long an observer may take when the kernel stops, in milliseconds. */
const stopLimit = 2000;

/** Calls an observer so that nothing it does can fail a cell or keep the kernel from stopping. */
export class SafeObserver {
  constructor(private readonly observer: KernelObserver | undefined) {}

  cellStarted(cell: Cell): void {
    this.guard(() => this.observer?.cellStarted(cell));
  }

  cellEnded(cell: Cell, outcome: CellOutcome): void {
    this.guard(() => this.observer?.cellEnded(cell, outcome));
  }

  async kernelStopping(stop: KernelStop): Promise<void> {
    let timer: NodeJS.Timeout | undefined;
    const tooLong = new Promise<void>((resolve) => {
      timer = setTimeout(resolve, stopLimit);
    });
    await Promise.race([this.callStopping(stop), tooLong]);
    clearTimeout(timer);
  }

  private async callStopping(stop: KernelStop): Promise<void> {
    try {
      await this.observer?.kernelStopping(stop);
    } catch (error) {
      report(error);
    }
  }

  private guard(call: () => void): void {
    try {
      call();
    } catch (error) {
      report(error);
    }
  }
}

function report(error: unknown): void {
  process.stderr.write(`trackside: an observer of the kernel failed: ${inspect(error)}\n`);
}
