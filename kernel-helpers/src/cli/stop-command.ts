import { connect } from "node:net";
import { performance } from "node:perf_hooks";
import { setTimeout as delay } from "node:timers/promises";
import { Command } from "commander";
import { shipperSocketPath, untilEnded } from "../runtime";
import type { ShipperRequest } from "../shipper";

/** As long as a shipper that starts waits for the lock under which it is decided who listens. */
const longestWaitMs = 30_000;
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
  const giveUpAt = performance.now() + longestWaitMs;
  while (startingShippers().some(({ id }) => awaited.has(id)) && performance.now() < giveUpAt) {
    await delay(lookAgainMs);
  }
}

/** Resolves when the shipper's process is gone: `false` where there was none. */
async function stopShipper(): Promise<boolean> {
  const { lastShipper } = await import("../shipper");
  const shipper = lastShipper();
  const hasStopped = await tellToStop();
  if (hasStopped && shipper !== null) {
    // It closes its connections a moment before it ends.
    await untilEnded(shipper, longestWaitMs);
  }
  return hasStopped;
}

/** Resolves when the shipper has closed the connection: `false` where none answers. */
function tellToStop(): Promise<boolean> {
  return new Promise((resolve) => {
    const socket = connect(shipperSocketPath());
    socket.once("connect", () => socket.write(`${JSON.stringify({ type: "stop" } satisfies ShipperRequest)}\n`));
    socket.once("error", () => resolve(false));
    socket.once("close", (hadError) => resolve(!hadError));
    socket.resume();
  });
}
