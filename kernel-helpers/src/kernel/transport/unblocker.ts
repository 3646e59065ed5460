import { Session } from "node:inspector";

/** How long the main thread's event loop may take to see an interrupt before the running code is stopped by force. */
const patience = 80;

/** The main thread puts its part under this name, where an evaluated expression finds it. */
const unblockSymbolName = "trackside.kernel.unblock";

type Host = Record<symbol, (() => void) | undefined>;

/** Says what the main thread does when an {@link Unblocker} reaches it in the midst of running code. */
export function setUnblockHandler(handler: () => void): void {
  (globalThis as unknown as Host)[Symbol.for(unblockSymbolName)] = handler;
}

/**
 * Gets an interrupt through to a main thread whose event loop is blocked by user code.
 *
 * First by SIGINT, which breaks a cell's synchronous part and a node's as an exception that is seen and recorded.
 * Code after an `await` or in a timer does not notice a signal, but the inspector can evaluate an expression in the
 * midst of it. What is evaluated is the main thread's own function, which alone knows whether it is user code
 * that would be terminated.
 */
export class Unblocker {
  private timer: NodeJS.Timeout | undefined;

  constructor(private readonly report: (error: Error) => void) {}

  /** To be called along with each interrupt; stops user code again and again until {@link acknowledged}. */
  expectAcknowledgement(): void {
    // Windows has no signals: there SIGINT would end the process.
    let signalled = process.platform === "win32";
    this.timer ??= setInterval(() => {
      if (signalled) {
        this.evaluate();
      } else {
        signalled = true;
        process.kill(process.pid, "SIGINT");
      }
    }, patience);
  }

  acknowledged(): void {
    clearInterval(this.timer);
    this.timer = undefined;
  }

  private evaluate(): void {
    const session = new Session();
    session.connectToMainThread();
    const expression = `globalThis[Symbol.for(${JSON.stringify(unblockSymbolName)})]?.()`;
    session.post("Runtime.evaluate", { expression }, (error) => {
      session.disconnect();
      if (error) {
        this.report(error);
      }
    });
  }
}
