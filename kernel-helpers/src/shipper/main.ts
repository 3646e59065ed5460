import { ShipperDaemon } from "./daemon";

const defaultIdleSeconds = 600;

/** Runs this user's shipper until it is idle or told to stop. `TRACKSIDE_IDLE_SECONDS` says what idle is (600). */
export async function runShipper(): Promise<void> {
  const idleSeconds = Number(process.env["TRACKSIDE_IDLE_SECONDS"] ?? defaultIdleSeconds);
  const daemon = await ShipperDaemon.start({ idleSeconds });
  if (daemon) {
    process.once("SIGTERM", () => void daemon.stop());
    process.once("SIGINT", () => void daemon.stop());
    await daemon.ended;
  }
}
