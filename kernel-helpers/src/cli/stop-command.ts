import { connect } from "node:net";
import { Command } from "commander";
import { shipperSocketPath } from "../runtime";
import type { ShipperRequest } from "../shipper";

export function stopCommand(): Command {
  return new Command("stop")
    .description("Stop this user's shipper and the tracking servers it started; nothing recorded is lost")
    .action(async () => {
      console.log((await stopShipper()) ? "stopped" : "nothing was running");
    });
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
