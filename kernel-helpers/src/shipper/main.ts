import { once } from "node:events";
import { connect } from "node:net";
import { sendJsonLine, shipperSocketPath } from "../runtime";
import { listenAlone } from "./listen-alone";
import { passedEnvironment, type ShipperHello } from "./protocol";
import { noteStarted } from "./processes";

const defaultIdleSeconds = 600;

/** Runs this user's shipper until it is idle or told to stop. `TRACKSIDE_IDLE_SECONDS` says what idle is (600). */
export async function runShipper(projectRoot: string | undefined): Promise<void> {
  const hello: ShipperHello = {
    type: "hello",
    role: "reader",
    environment: passedEnvironment(process.env),
    ...(projectRoot === undefined ? {} : { projectRoot }),
  };
  const idleSeconds = Number(process.env["TRACKSIDE_IDLE_SECONDS"] ?? defaultIdleSeconds);
  const daemon = await listenAlone(async (server) => {
    // Loaded only by the one that stays: of many that start at one moment, each would take half a second for it.
    const { ShipperDaemon } = await import("./daemon");
    return new ShipperDaemon(server, { idleSeconds });
  });
  if (daemon) {
    process.once("SIGTERM", () => void daemon.stop());
    process.once("SIGINT", () => void daemon.stop());
    daemon.welcome(hello);
    noteStarted();
    await daemon.ended;
  } else {
    await tellRunningShipper(hello);
    noteStarted();
  }
}

async function tellRunningShipper(hello: ShipperHello): Promise<void> {
  const socket = connect(shipperSocketPath());
  sendJsonLine(socket, hello);
  socket.end();
  await once(socket, "close");
}
