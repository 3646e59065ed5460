import { createServer } from "node:net";

import { SetupError } from "./setup-error.mjs";

const jupyterPort = 8888;
const tries = 50;

/**
 * Chooses the port to listen on: the one asked for, or the first free one from Jupyter's own default on.
 * @param {{port?: number, ip?: string}} options
 * @param {number} [firstPort]
 * @throws {SetupError} when the one asked for is taken
 */
export async function choosePort({ port, ip }, firstPort = jupyterPort) {
  if (port !== undefined) {
    const problem = await problemWith(port, ip);
    if (problem !== undefined) {
      throw new SetupError(
        `Port ${port} cannot be used: ${problem}.\nGive another one, as in npm start -- --port ${port + 1}, or none to take the next free one.`,
      );
    }
    return port;
  }
  for (let candidate = firstPort; candidate < firstPort + tries; candidate++) {
    const problem = await problemWith(candidate, ip);
    if (problem === undefined) {
      return candidate;
    }
    console.log(`- Port ${candidate}: ${problem}; trying ${candidate + 1}.`);
  }
  throw new SetupError(
    `No port from ${firstPort} to ${firstPort + tries - 1} is free. Name one: npm start -- --port N`,
  );
}

/** @returns {Promise<string | undefined>} why a port cannot be listened on, if so */
async function problemWith(port, ip) {
  // Jupyter listens on all addresses of localhost
  const hosts = ip === undefined || ip === "localhost" ? ["127.0.0.1", "::1"] : [ip === "*" ? "0.0.0.0" : ip];
  for (const host of hosts) {
    const code = await listenError(port, host);
    if (code === "EADDRINUSE") {
      return "another program listens there";
    }
    // a machine without IPv6 has no ::1
    if (code !== undefined && !(host === "::1" && (code === "EADDRNOTAVAIL" || code === "EAFNOSUPPORT"))) {
      return code === "EACCES" ? "this user may not listen there" : code;
    }
  }
  return undefined;
}

/** @returns {Promise<string | undefined>} */
function listenError(port, host) {
  return new Promise((resolve) => {
    const server = createServer();
    server.once("error", (/** @type {NodeJS.ErrnoException} */ error) => resolve(error.code));
    server.listen({ port, host, exclusive: true }, () => server.close(() => resolve(undefined)));
  });
}

/**
 * A port of the loopback interface that nobody listens on at this moment.
 * @returns {Promise<number>}
 */
export function freePort() {
  return new Promise((resolve, reject) => {
    const server = createServer();
    server.once("error", reject);
    server.listen({ port: 0, host: "127.0.0.1" }, () => {
      const { port } = /** @type {import("node:net").AddressInfo} */ (server.address());
      server.close(() => resolve(port));
    });
  });
}
