import { Script } from "node:vm";
import { TracksideError } from "../errors";

const activeSymbol = Symbol.for("trackside.active-runs");
const callSymbol = Symbol.for("trackside.call");

function activeRuns(): Set<AbortController> {
  const host = globalThis as { [activeSymbol]?: Set<AbortController> };
  return (host[activeSymbol] ??= new Set());
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

/** The script sees the main context's globals, which need not be this module's: tests have contexts of their own. */
const scriptGlobals = new Script("globalThis").runInThisContext() as { [callSymbol]?: (() => unknown) | undefined };
const script = new Script(`globalThis[Symbol.for("trackside.call")]()`, { filename: "trackside:node" });

/**
 * Calls a node's function so that it can be stopped: its synchronous part by SIGINT, its awaits by the signal.
 */
export async function callInterruptibly(call: () => unknown, signal: AbortSignal): Promise<unknown> {
  if (signal.aborted) {
    throw interrupted();
  }
  // Where nobody listens for SIGINT, as in a script, it ends the process by itself.
  const returned = process.listenerCount("SIGINT") > 0 ? callBreakably(call) : call();
  // awaited here: where a kernel terminates a loop of the work, V8 drops the job by which a returned promise is adopted
  return returned instanceof Promise ? await untilAborted(returned, signal) : returned;
}

/** Node breaks a synchronous loop on SIGINT only within a script that was started so. */
function callBreakably(call: () => unknown): unknown {
  scriptGlobals[callSymbol] = () => {
    scriptGlobals[callSymbol] = undefined;
    return call();
  };
  try {
    return script.runInThisContext({ breakOnSigint: true });
  } catch (error) {
    const code = (error as NodeJS.ErrnoException | undefined)?.code;
    throw code === "ERR_SCRIPT_EXECUTION_INTERRUPTED" ? interrupted(error) : error;
  }
}

/** What is to be stopped with a signal: to add a listener for each of thousands of nodes takes far longer. */
const stopsBySignal = new WeakMap<AbortSignal, Set<() => void>>();

function stopsOf(signal: AbortSignal): Set<() => void> {
  let stops = stopsBySignal.get(signal);
  if (!stops) {
    const fresh = new Set<() => void>();
    signal.addEventListener("abort", () => fresh.forEach((stop) => stop()), { once: true });
    stopsBySignal.set(signal, fresh);
    stops = fresh;
  }
  return stops;
}

async function untilAborted(work: Promise<unknown>, signal: AbortSignal): Promise<unknown> {
  const stops = stopsOf(signal);
  let stop = (): void => undefined;
  try {
    return await new Promise<unknown>((resolve, reject) => {
      stop = () => reject(interrupted());
      stops.add(stop);
      work.then(resolve, reject);
    });
  } finally {
    stops.delete(stop);
  }
}

function interrupted(cause?: unknown): TracksideError {
  return new TracksideError("interrupted", { code: "pipeline.interrupted", cause });
}
