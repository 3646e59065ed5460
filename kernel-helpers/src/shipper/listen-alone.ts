import { rmSync } from "node:fs";
import { connect, createServer, type Server } from "node:net";
import { join } from "node:path";
import { lock } from "proper-lockfile";
import { runtimeDirectory, shipperSocketPath } from "../runtime";
import { noteListening } from "./processes";

function isAnswered(path: string): Promise<boolean> {
  return new Promise((resolve) => {
    const socket = connect(path);
    socket.once("connect", () => {
      socket.destroy();
      resolve(true);
    });
    socket.once("error", () => resolve(false));
  });
}

/**
 * Becomes this user's shipper by listening on its socket; `null` where another process does. Decided under a lock.
 *
 * @param serve - makes what answers the connections, before the first can come.
 */
export async function listenAlone<Served>(serve: (server: Server) => Promise<Served>): Promise<Served | null> {
  const path = shipperSocketPath();
  const release = await lock(runtimeDirectory(), {
    lockfilePath: join(runtimeDirectory(), "shipper.lock"),
    stale: 5_000,
    retries: { retries: 100, minTimeout: 50, maxTimeout: 250 },
  });
  try {
    if (await isAnswered(path)) {
      return null;
    }
    // What is left of a shipper that was killed.
    rmSync(path, { force: true });
    const server = createServer();
    const served = await serve(server);
    await new Promise<void>((resolve, reject) => {
      server.once("error", reject);
      server.listen(path, resolve);
    });
    noteListening();
    return served;
  } finally {
    await release();
  }
}
