import { spawn } from "node:child_process";
import { once } from "node:events";
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
const stopTimeoutMs = 10_000;

const serverSettings = {
  // Nobody was asked whether usage may be reported.
  MLFLOW_DISABLE_TELEMETRY: "true",
  // For generative AI's evaluation jobs: a dozen processes that take a gigabyte and half a minute at the start.
  MLFLOW_SERVER_ENABLE_JOB_EXECUTION: "false",
  // It is the server itself: an address meant for clients must not lead it elsewhere.
  MLFLOW_TRACKING_URI: "",
};

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

/** The project's server as it was last started, where its process still lives; it may not answer yet. */
function livingServer(projectRoot: string): LocalServer | null {
  const known = readJsonFile<LocalServer>(stateFile(projectRoot));
  return known && isAlive(known.process) ? known : null;
}

/** The project's running server, or `null`. */
export async function findLocalServer(projectRoot: string): Promise<LocalServer | null> {
  const known = livingServer(projectRoot);
  return known && (await answers(known.uri)) ? known : null;
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
    stale: 5_000,
    retries: { retries: 400, minTimeout: 100, maxTimeout: 500 },
  });
  try {
    // Another process may be starting it, or may have been killed while it did: that server is waited for.
    const server = livingServer(projectRoot) ?? (await startLocalServer(projectRoot, environment));
    const failure = await waitUntilUp(server);
    if (failure !== null) {
      stopProcessGroup(server.process.pid);
      throw startFailure(projectRoot, failure);
    }
    return server;
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
    env: { ...environment, ...serverSettings },
    stdio: ["ignore", log, log],
    // A process group of its own, so that its workers stop with it.
    detached: true,
  });
  closeSync(log);
  child.unref();
  await once(child, "spawn");
  const server = { uri: `http://127.0.0.1:${port}`, process: identityOf(child.pid as number) };
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

/** Why the server did not come up, or `null` once it answers. */
async function waitUntilUp(server: LocalServer): Promise<string | null> {
  const giveUpAt = Date.now() + startTimeoutMs;
  while (Date.now() < giveUpAt) {
    if (await answers(server.uri)) {
      return null;
    }
    if (!isAlive(server.process)) {
      return "its process ended";
    }
    await delay(200);
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

/** Stops the project's server, if it runs, and waits until its process has ended. */
export async function stopLocalServer(projectRoot: string): Promise<void> {
  const server = livingServer(projectRoot);
  if (!server) {
    return;
  }
  stopProcessGroup(server.process.pid);
  const giveUpAt = Date.now() + stopTimeoutMs;
  while (Date.now() < giveUpAt && isAlive(server.process)) {
    await delay(50);
  }
  rmSync(stateFile(projectRoot), { force: true });
}
