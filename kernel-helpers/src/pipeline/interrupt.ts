import { Script } from "node:vm";
import { TracksideError } from "../errors";

const activeSymbol = Symbol.for("trackside.active-runs");
const callSymbol = Symbol.for("trackside.call");

type Host = { [activeSymbol]?: Set<AbortController>; [callSymbol]?: (() => unknown) | undefined };

function activeRuns(): Set<AbortController> {
  return ((globalThis as Host)[activeSymbol] ??= new Set());
}

/** Stops all runs of this process: the node at work counts as failed and those after it do not start. */
export function interruptRuns(): void {
  for (const run of activeRuns()) {
    run.abort();
  }
}

/** Runs code that `interruptRuns` can stop by the signal that the code is given. */
export async function interruptible<Result>(code: (signal: AbortSignal) => Promise<Result>): Promise<Result> {
  const controller = new AbortController();
  activeRuns().add(controller);
  try {
    return await code(controller.signal);
  } finally {
    activeRuns().delete(controller);
  }
}

const script = new Script(`globalThis[Symbol.for("trackside.call")]()`, { filename: "trackside:node" });

/**
 * Calls a node's function so that it can be stopped: its synchronous part by SIGINT, which Node only heeds within a script
 * made for it, and its awaits by the signal.
 */
export async function callInterruptibly(call: () => unknown, signal: AbortSignal): Promise<unknown> {
  if (signal.aborted) {
    throw interrupted();
  }
  const host = globalThis as Host;
  let returned: unknown;
  host[callSymbol] = () => {
    host[callSymbol] = undefined;
    return call();
  };
  try {
    returned = script.runInThisContext({ breakOnSigint: true });
  } catch (error) {
    throw (error as NodeJS.ErrnoException | undefined)?.code === "ERR_SCRIPT_EXECUTION_INTERRUPTED" ? interrupted(error) : error;
  }
  return returned instanceof Promise ? untilAborted(returned, signal) : returned;
}

async function untilAborted(work: Promise<unknown>, signal: AbortSignal): Promise<unknown> {
  let stop = (): void => undefined;
  const aborted = new Promise<never>((_, reject) => {
    stop = () => reject(interrupted());
  });
  signal.addEventListener("abort", stop);
  try {
    return await Promise.race([work, aborted]);
  } finally {
    signal.removeEventListener("abort", stop);
  }
}

function interrupted(cause?: unknown): TracksideError {
  return new TracksideError("interrupted", { code: "pipeline.interrupted", cause });
}
