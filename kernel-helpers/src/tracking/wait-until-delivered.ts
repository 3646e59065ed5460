import { performance } from "node:perf_hooks";
import { setTimeout as delay } from "node:timers/promises";
import { undelivered } from "../delivery";
import { TracksideError } from "../errors";

const pollMs = 50;

/**
 * Resolves when all that the runs' journals hold at that moment is in MLflow, and in every other sink.
 *
 * @param directories - folders of the runs.
 * @param ask - asks the shipper to send at once; called until it is done, for a shipper may just be starting.
 * @throws {@link TracksideError} `tracking.not-delivered` when that takes longer than `timeoutSeconds`.
 */
export async function waitUntilDelivered(
  directories: readonly string[],
  timeoutSeconds: number,
  ask: () => void,
): Promise<void> {
  const giveUpAt = performance.now() + timeoutSeconds * 1_000;
  let waiting = directories.filter((directory) => undelivered(directory).length > 0);
  while (waiting.length > 0) {
    if (performance.now() >= giveUpAt) {
      throw notDelivered(waiting, timeoutSeconds);
    }
    ask();
    await delay(pollMs);
    waiting = waiting.filter((directory) => undelivered(directory).length > 0);
  }
}

function notDelivered(waiting: readonly string[], timeoutSeconds: number): TracksideError {
  const sinks = waiting.flatMap((directory) => undelivered(directory));
  const reason = sinks.find((sink) => sink.reason !== null)?.reason ?? "it is still on its way";
  return new TracksideError(`what was recorded is not delivered after ${timeoutSeconds} s: ${reason}`, {
    code: "tracking.not-delivered",
    hint: "Nothing is lost: it is safe on disk and goes on by itself; see also trackside status.",
  });
}
