import { spawn } from "node:child_process";
import { once } from "node:events";
import { createHash } from "node:crypto";
import { closeSync, existsSync, mkdirSync, openSync, readdirSync, readFileSync } from "node:fs";
import { dirname, join } from "node:path";
import { setTimeout as delay } from "node:timers/promises";
import { lock } from "proper-lockfile";
import { request } from "undici";
import { TracksideError } from "../errors";
import { stateDirectory, stateDirectoryIn } from "../journal";
import { identityOf, isAlive, readJsonFile, writeJsonFile, untilEnded, type ProcessIdentity } from "../runtime";
import { findFreePort, isFreePort } from "./free-port";
import { findMlflowCommand } from "./mlflow-command";

/** A project's own `mlflow server`. */
export interface LocalServer {
  /** Root of the server on the loopback interface. */
  readonly uri: string;
  readonly process: ProcessIdentity;
}

/** Which of a project's own servers, and how it is to run. */
export interface LocalServerOptions {
  /** Path of its SQLite file; `mlflow.db` in the project's root by default. */
  readonly database?: string | undefined;
  /** Of the loopback interface; any that is free by default. */
  readonly port?: number | undefined;
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

const stateFileName = /^tracking-server(-[0-9a-f]{8})?\.json$/;

/** Path of a file that belongs to a server; that on the project's own database has the plain name. */
function fileOfServer(projectRoot: string, database: string | undefined, extension: string): string {
  const hash = database === undefined ? "" : `-${createHash("sha256").update(database).digest("hex").slice(0, 8)}`;
  return join(stateDirectory(projectRoot), `tracking-server${hash}.${extension}`);
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
function livingServer(stateFile: string): LocalServer | null {
  const known = readJsonFile<LocalServer>(stateFile);
  return known && isAlive(known.process) ? known : null;
}

/** The project's running server, or `null`; with `database`, the one on that file. */
export async function findLocalServer(projectRoot: string, database?: string): Promise<LocalServer | null> {
  const known = livingServer(fileOfServer(projectRoot, database, "json"));
  return known && (await answers(known.uri)) ? known : null;
}

/**
 * Finds the project's server, or starts it: SQLite in `mlflow.db`, artifacts in `mlartifacts/`, both in the project's
 * root, on a free port of the loopback interface. However many callers ask at once, one server starts. On a database
 * elsewhere, the artifacts lie beside that.
 *
 * @param environment - variables for the server; its `PATH` is where `mlflow` is looked for.
 * @throws {@link TracksideError} when there is no `mlflow`, when its port is taken, or when it does not come up.
 */
export async function ensureLocalServer(
  projectRoot: string,
  environment: NodeJS.ProcessEnv,
  options: LocalServerOptions = {},
): Promise<LocalServer> {
  const { database } = options;
  const running = await findLocalServer(projectRoot, database);
  if (running) {
    return running;
  }
  const release = await lock(stateDirectory(projectRoot), {
    lockfilePath: fileOfServer(projectRoot, database, "lock"),
    stale: 5_000,
    retries: { retries: 400, minTimeout: 100, maxTimeout: 500 },
  });
  try {
    // Another process may be starting it, or may have been killed while it did: that server is waited for.
    const stateFile = fileOfServer(projectRoot, database, "json");
    const server = livingServer(stateFile) ?? (await startLocalServer(projectRoot, environment, options));
    const failure = await waitUntilUp(server);
    if (failure !== null) {
      stopProcessGroup(server.process.pid);
      throw startFailure(projectRoot, failure, fileOfServer(projectRoot, database, "log"));
    }
    return server;
  } finally {
    await release();
  }
}

async function startLocalServer(
  projectRoot: string,
  environment: NodeJS.ProcessEnv,
  { database, port: wanted }: LocalServerOptions,
): Promise<LocalServer> {
  const command = findMlflowCommand(environment);
  const port = wanted === undefined ? await findFreePort() : await requireFree(wanted);
  const folder = database === undefined ? projectRoot : dirname(database);
  mkdirSync(folder, { recursive: true });
  const log = openSync(fileOfServer(projectRoot, database, "log"), "w", 0o600);
  const child = spawn(command, serverArguments(database ?? join(projectRoot, "mlflow.db"), folder, port), {
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
  writeJsonFile(fileOfServer(projectRoot, database, "json"), server);
  return server;
}

async function requireFree(port: number): Promise<number> {
  if (!(await isFreePort(port))) {
    throw new TracksideError(`the port ${port}, which ui.port in mlflow.yml names for the project's server, is taken`, {
      code: "tracking-server.port-taken",
      hint: "End what listens there, name another port, or leave ui.port out for any that is free.",
    });
  }
  return port;
}

function serverArguments(database: string, folder: string, port: number): string[] {
  return [
    "server",
    ...["--backend-store-uri", `sqlite:///${database}`],
    ...["--artifacts-destination", join(folder, "mlartifacts")],
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

function startFailure(projectRoot: string, reason: string, logFile: string): TracksideError {
  const lines = readFileSync(logFile, "utf8").trim().split("\n");
  return new TracksideError(
    `mlflow server for ${projectRoot} did not start: ${reason}. Its last words: ${lines.slice(-3).join(" | ")}`,
    { code: "tracking-server.start-failed", hint: `All it said is in ${logFile}.` },
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

/** The project's servers whose processes live, as far as its files tell: none where these were deleted. */
export function livingServers(projectRoot: string): LocalServer[] {
  const directory = stateDirectoryIn(projectRoot);
  const names = existsSync(directory) ? readdirSync(directory) : [];
  return names.filter((name) => stateFileName.test(name)).flatMap((name) => livingServer(join(directory, name)) ?? []);
}

/** Stops a server that runs, and waits until its process has ended. */
export async function stopLocalServer(server: LocalServer): Promise<void> {
  if (isAlive(server.process)) {
    stopProcessGroup(server.process.pid);
    await untilEnded(server.process, stopTimeoutMs);
  }
}
