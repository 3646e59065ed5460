import { Session } from "node:inspector";
import { setTimeout as wait } from "node:timers/promises";

/** How long code that was interrupted may take to end by itself before the kernel goes on without it, in milliseconds. */
const grace = 50;

/** How long a signal may still be on its way that was sent for code which has just been interrupted, in milliseconds. */
const signalDelay = 10;

export interface InterruptsOptions {
  /** Ends what awaits: tslab's executor and Trackside's runs. */
  readonly stop: () => void;
  /** Handles interrupts that have arrived but not been seen, before it is decided how the code ended. */
  readonly drain: () => void;
}

interface Current {
  requested: boolean;
  readonly abandon: () => void;
}

/** Runs user code so that it can be interrupted, whatever it is doing. */
export class Interrupts {
  private protectedDepth = 0;
  private current: Current | undefined;
  private inspector: Session | undefined;

  constructor(private readonly options: InterruptsOptions) {
    this.listen();
  }

  get running(): boolean {
    return this.current !== undefined;
  }

  /** Runs the kernel's own synchronous work, which an interrupt must not break in the middle. */
  protect<Result>(work: () => Result): Result {
    this.protectedDepth++;
    try {
      return work();
    } finally {
      this.protectedDepth--;
    }
  }

  /**
   * Runs user code.
   *
   * @returns what it returned, and whether it was interrupted, in which case it may have returned nothing.
   */
  async run<Result>(code: () => Promise<Result>): Promise<{ returned?: Result; interrupted: boolean }> {
    this.listen();
    const abandoned = new Promise<undefined>((resolve) => {
      this.current = { requested: false, abandon: () => resolve(undefined) };
    });
    try {
      // In a task of its own: V8 ends a whole call stack when it terminates code, and no `finally` runs. The promise
      // of such code never settles.
      const returned = await Promise.race([Promise.resolve().then(code), abandoned]);
      this.options.drain();
      const interrupted = this.current?.requested === true;
      return returned === undefined ? { interrupted } : { returned, interrupted };
    } finally {
      const interrupted = this.current?.requested === true;
      this.current = undefined;
      if (interrupted) {
        await wait(signalDelay);
      }
    }
  }

  /** Interrupts the code that runs; does nothing when none does. */
  interrupt(): void {
    const { current } = this;
    if (current && !current.requested) {
      current.requested = true;
      this.options.stop();
      setTimeout(current.abandon, grace);
    }
  }

  /** Ends the JavaScript that is being executed at this moment, unless it is the kernel's own. */
  terminate(): void {
    if (this.protectedDepth > 0) {
      return;
    }
    if (!this.inspector) {
      this.inspector = new Session();
      this.inspector.connect();
    }
    forgetAsyncContexts();
    this.inspector.post("Runtime.terminateExecution");
  }

  /** Node takes the listeners away while a cell's synchronous part runs, and for good when that is terminated. */
  private listen(): void {
    if (!process.listeners("SIGINT").includes(this.onSignal)) {
      process.on("SIGINT", this.onSignal);
    }
  }

  private readonly onSignal = (): void => this.interrupt();
}

type FatalException = (error: unknown) => boolean;

/**
 * Empties Node's stack of asynchronous contexts, as Node does for an uncaught exception.
 *
 * Terminated code does not leave the contexts that it entered, and Node aborts the process when it finds one that was
 * not left. Only the handler of uncaught exceptions clears them, and so it is given one.
 */
function forgetAsyncContexts(): void {
  const { _fatalException: handleUncaught } = process as unknown as { _fatalException?: FatalException };
  if (!handleUncaught || process.hasUncaughtExceptionCaptureCallback()) {
    return;
  }
  process.setUncaughtExceptionCaptureCallback(() => undefined);
  try {
    handleUncaught(new Error("interrupted"));
  } finally {
    process.setUncaughtExceptionCaptureCallback(null);
  }
}
