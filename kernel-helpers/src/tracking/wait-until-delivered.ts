import { performance } from "node:perf_hooks";
import { setTimeout as delay } from "node:timers/promises";
import { journalSizes, undelivered, type JournalSizes, type Undelivered } from "../delivery";
import { TracksideError } from "../errors";

const pollMs = 50;

/** How long to wait, and for whom. */
export interface DeliveryWait {
  readonly timeoutSeconds: number;
  /** Longest time that a sink may be away without a break. @default timeoutSeconds */
  readonly outageSeconds?: number;
  /** The sink that has to have it. @default every one */
  readonly sink?: string;
}

/**
 * Resolves when all that the runs' journals hold at that moment is in MLflow, and in every other sink.
 *
 * @param directories - folders of the runs.
 * @param ask - asks the shipper to send at once; called until it is done, for a shipper may just be starting.
 * @throws {@link TracksideError} `tracking.not-delivered` when that takes longer than it may.
 */
export async function waitUntilDelivered(
  directories: readonly string[],
  { timeoutSeconds, outageSeconds = timeoutSeconds, sink }: DeliveryWait,
  ask: () => void,
): Promise<void> {
  const startedAt = performance.now();
  let outageAt: number | undefined;
  // What is recorded meanwhile is not waited for: with another node at work there would be no end to it.
  let waiting = directories.map((directory) => ({ directory, sizes: journalSizes(directory) }));
  for (;;) {
    const looked = waiting.map((each) => ({ ...each, lacking: lackingOf(each.directory, each.sizes, sink) }));
    waiting = looked.filter((each) => each.lacking.length > 0);
    if (waiting.length === 0) {
      return;
    }
    const lacking = looked.flatMap((each) => each.lacking);
    const now = performance.now();
    outageAt = lacking.some(({ reason }) => reason !== null) ? (outageAt ?? now) : undefined;
    if (now - startedAt >= timeoutSeconds * 1_000 || now - (outageAt ?? now) >= outageSeconds * 1_000) {
      throw notDelivered(lacking, Math.round((now - startedAt) / 1_000));
    }
    ask();
    await delay(pollMs);
  }
}

function lackingOf(directory: string, sizes: JournalSizes, sink: string | undefined): Undelivered[] {
  return undelivered(directory, sizes).filter((each) => sink === undefined || each.sink === sink);
}

function notDelivered(lacking: readonly Undelivered[], seconds: number): TracksideError {
  const reason = lacking.find((sink) => sink.reason !== null)?.reason ?? "it is still on its way";
  return new TracksideError(`what was recorded is not delivered after ${seconds} s: ${reason}`, {
    code: "tracking.not-delivered",
    hint: "Nothing is lost: it is safe on disk and goes on by itself; see also trackside status.",
  });
}
