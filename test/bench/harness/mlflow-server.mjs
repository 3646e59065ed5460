import { createServer } from "node:net";
import { once } from "node:events";
import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import path from "node:path";

import { venvPython } from "../../../scripts/lib/paths.mjs";
import { endProgram, outputOf, startProgram } from "./program.mjs";
import { untilItAnswers } from "./until-it-answers.mjs";

const startTimeoutMs = 90_000;
const pollMs = 100;

/** A real `mlflow server` with one worker on a SQLite file of its own, which all that is measured in one run shares. */
export class MlflowServer {
  /** @type {ReturnType<typeof startProgram>} */
  #child;
  #folder;

  /** Resolves once the server answers. */
  static async start() {
    const folder = mkdtempSync(path.join(tmpdir(), "trackside-bench-mlflow-"));
    const port = await freePort();
    const child = startProgram(venvPython, ["-m", "mlflow", ...serverArguments(folder, port)], {
      cwd: folder,
      env: { MLFLOW_SERVER_ENABLE_JOB_EXECUTION: "false" },
    });
    const server = new MlflowServer(child, folder, port);
    await Promise.race([
      untilItAnswers("mlflow server", `${server.uri}/health`, { timeoutMs: startTimeoutMs, pollMs }),
      outputOf(child, "mlflow server").then(endedTooSoon),
    ]);
    return server;
  }

  constructor(child, folder, port) {
    this.#child = child;
    this.#folder = folder;
    this.uri = `http://127.0.0.1:${port}`;
  }

  /** The file that holds its experiments, runs and metrics. */
  get database() {
    return path.join(this.#folder, "mlflow.db");
  }

  async close() {
    await endProgram(this.#child);
    rmSync(this.#folder, { recursive: true, force: true });
  }
}

function serverArguments(folder, port) {
  return [
    "server",
    ...["--backend-store-uri", `sqlite:///${path.join(folder, "mlflow.db")}`],
    ...["--artifacts-destination", path.join(folder, "artifacts")],
    ...["--host", "127.0.0.1", "--port", String(port), "--workers", "1"],
  ];
}

function endedTooSoon({ stdout }) {
  throw new Error(`mlflow server ended by itself:\n${stdout.slice(-4000)}`);
}

/** A port of the loopback interface that nobody listens on. */
export async function freePort() {
  const probe = createServer().listen(0, "127.0.0.1");
  await once(probe, "listening");
  const { port } = /** @type {import("node:net").AddressInfo} */ (probe.address());
  probe.close();
  await once(probe, "close");
  return port;
}
