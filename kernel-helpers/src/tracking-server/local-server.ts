import { spawn } from "node:child_process";
import { closeSync, openSync, readFileSync, rmSync } from "node:fs";
import { join } from "node:path";
import { setTimeout as delay } from "node:timers/promises";
import { lock } from "proper-lockfile";
import { request } from "undici";
import { TracksideError } from "../errors";
import { stateDirectory } from "../journal";
import { identityOf, isAlive, readJsonFile, writeJsonFile, type ProcessIdentity } from "../runtime";
import { findFreePort } from "./free-port";
import { findMlflowCommand } from "./mlflow-command";

/** A project's own `mlflow server`. */
export interface LocalServer {
  /** Root of the server on the loopback interface. */
  readonly uri: string;
  readonly process: ProcessIdentity;
}

const startTimeoutMs = 90_000;

function stateFile(projectRoot: string): string {
  return join(stateDirectory(projectRoot), "tracking-server.json");
}

function logFile(projectRoot: string): string {
  return join(stateDirectory(projectRoot), "tracking-server.log");
}

async function answers(uri: string): Promise<boolean> {
  try {
    const response = await request(`${uri}/health`, { headersTimeout: 5_000, bodyTimeout: 5_000 });
    return (await response.body.text()) === "OK";
  } catch {
    // Whatever the reason, it does not answer now.
    return false;
  }
}

/** The project's running server, or `null`. */
export async function findLocalServer(projectRoot: string): Promise<LocalServer | null> {
  const known = readJsonFile<LocalServer>(stateFile(projectRoot));
  return known && isAlive(known.process) && (await answers(known.uri)) ? known : null;
}

/**
 * Finds the project's server, or starts it: SQLite in `mlflow.db`, artifacts in `mlartifacts/`, both in the project's
 * root, on a free port of the loopback interface. However many callers ask at once, one server starts.
 *
 * @param environment - variables for the server; its `PATH` is where `mlflow` is looked for.
 * @throws {@link TracksideError} when there is no `mlflow`, or when it does not come up.
 */
export async function ensureLocalServer(projectRoot: string, environment: NodeJS.ProcessEnv): Promise<LocalServer> {
  const running = await findLocalServer(projectRoot);
  if (running) {
    return running;
  }
  const release = await lock(stateDirectory(projectRoot), {
    lockfilePath: join(stateDirectory(projectRoot), "tracking-server.lock"),
    stale: 15_000,
    retries: { retries: 200, minTimeout: 250, maxTimeout: 1_000 },
  });
  try {
    return (await findLocalServer(projectRoot)) ?? (await startLocalServer(projectRoot, environment));
  } finally {
    await release();
  }
}

async function startLocalServer(projectRoot: string, environment: NodeJS.ProcessEnv): Promise<LocalServer> {
  const command = findMlflowCommand(environment);
  const port = await findFreePort();
  const log = openSync(logFile(projectRoot), "w", 0o600);
  const child = spawn(command, serverArguments(projectRoot, port), {
    cwd: projectRoot,
    env: { ...environment, MLFLOW_DISABLE_TELEMETRY: "true", MLFLOW_TRACKING_URI: "" },
    stdio: ["ignore", log, log],
    // A process group of its own, so that its workers stop with it.
    detached: true,
  });
  closeSync(log);
  child.unref();
  const exited = new Promise<string>((resolve) => {
    child.once("error", (error) => resolve(error.message));
    child.once("exit", (code, signal) => resolve(`it ended with ${signal ?? `exit code ${code}`}`));
  });
  const server = { uri: `http://127.0.0.1:${port}`, process: identityOf(child.pid ?? 0) };
  const failure = await waitUntilUp(server, exited);
  if (failure !== null) {
    stopProcessGroup(server.process.pid);
    throw startFailure(projectRoot, failure);
  }
  writeJsonFile(stateFile(projectRoot), server);
  return server;
}

function serverArguments(projectRoot: string, port: number): string[] {
  return [
    "server",
    ...["--backend-store-uri", `sqlite:///${join(projectRoot, "mlflow.db")}`],
    ...["--artifacts-destination", join(projectRoot, "mlartifacts")],
    ...["--host", "127.0.0.1", "--port", String(port), "--workers", "1"],
  ];
}

async function waitUntilUp(server: LocalServer, exited: Promise<string>): Promise<string | null> {
  const giveUpAt = Date.now() + startTimeoutMs;
  while (Date.now() < giveUpAt) {
    const reason = await Promise.race([exited, delay(200, null)]);
    if (reason !== null) {
      return reason;
    }
    if (await answers(server.uri)) {
      return null;
    }
  }
  return `it did not answer within ${startTimeoutMs / 1000} s`;
}

function startFailure(projectRoot: string, reason: string): TracksideError {
  const lines = readFileSync(logFile(projectRoot), "utf8").trim().split("\n");
  return new TracksideError(
    `mlflow server for ${projectRoot} did not start: ${reason}. Its last words: ${lines.slice(-3).join(" | ")}`,
    { code: "tracking-server.start-failed", hint: `All it said is in ${logFile(projectRoot)}.` },
  );
}

function stopProcessGroup(pid: number): void {
  try {
    process.kill(process.platform === "win32" ? pid : -pid, "SIGTERM");
  } catch (error) {
    // Gone already: that is what was wanted.
    if ((error as NodeJS.ErrnoException).code !== "ESRCH") {
      throw error;
    }
  }
}

/** Stops the project's server, if it runs, and waits until it no longer answers. */
export async function stopLocalServer(projectRoot: string): Promise<void> {
  const server = await findLocalServer(projectRoot);
  if (!server) {
    return;
  }
  stopProcessGroup(server.process.pid);
  const giveUpAt = Date.now() + 10_000;
  while (Date.now() < giveUpAt && (await answers(server.uri))) {
    await delay(100);
  }
  rmSync(stateFile(projectRoot), { force: true });
}
