import { connect } from "node:net";
import { performance } from "node:perf_hooks";
import { setTimeout as delay } from "node:timers/promises";
import { Command } from "commander";
import { shipperSocketPath } from "../runtime";
import type { ShipperRequest } from "../shipper";

/** As long as a shipper that starts waits for the lock under which it is decided who listens. */
const longestStartMs = 30_000;
const lookAgainMs = 20;

export function stopCommand(): Command {
  return new Command("stop")
    .description("Stop this user's shipper and the tracking servers it started; nothing recorded is lost")
    .action(async () => {
      await waitForThoseThatStart();
      console.log((await stopShipper()) ? "stopped" : "nothing was running");
    });
}

/** A shipper that starts cannot be told to stop before it listens, and would stay behind. */
async function waitForThoseThatStart(): Promise<void> {
  const { startingShippers } = await import("../shipper");
  // Only those of this moment: a kernel that lives starts the next one as soon as its shipper has gone.
  const awaited = new Set(startingShippers().map(({ id }) => id));
  if (awaited.size > 0) {
    console.error("waiting for a shipper that is starting");
  }
  const giveUpAt = performance.now() + longestStartMs;
  while (startingShippers().some(({ id }) => awaited.has(id)) && performance.now() < giveUpAt) {
    await delay(lookAgainMs);
  }
}

/** Resolves when the shipper has ended: `false` where there was none. */
function stopShipper(): Promise<boolean> {
  return new Promise((resolve) => {
    const socket = connect(shipperSocketPath());
    socket.once("connect", () => socket.write(`${JSON.stringify({ type: "stop" } satisfies ShipperRequest)}\n`));
    socket.once("error", () => resolve(false));
    socket.once("close", (hadError) => resolve(!hadError));
    socket.resume();
  });
}
