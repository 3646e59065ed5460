import type { ChildProcess } from "node:child_process";
import { closeSync, openSync, rmSync, statSync } from "node:fs";
import { connect, type Socket } from "node:net";
import { join } from "node:path";
import { performance } from "node:perf_hooks";
import { packageRoot, packageVersion } from "../own-package";
import { giveWay, onJsonLine, runtimeDirectory, sendJsonLine, shipperSocketPath } from "../runtime";
import type { ShipperAnswer, ShipperHello, ShipperMessage, ShipperRequest } from "./protocol";
import { noteStarting } from "./processes";

const reconnectDelayMs = 250;
const spawnAgainAfterMs = 2_000;

/**
 * A connection to this user's shipper that is kept: where no shipper answers one is started, and after its death the
 * next. It never holds its process open, and never fails: the journals wait on disk meanwhile.
 */
export class ShipperConnection {
  private socket: Socket | undefined;
  /** Processes that it has started and not reached yet. */
  private readonly started: ChildProcess[] = [];
  private timer: NodeJS.Timeout | undefined;
  private closed = false;
  private onConnected: () => void = () => undefined;
  private readonly connected = new Promise<void>((resolve) => {
    this.onConnected = resolve;
  });
  /** A shipper was started for this very project. */
  private hasStarted = false;
  private spawnedAt = Number.NEGATIVE_INFINITY;

  /**
   * @param hello - makes what is said first on every connection.
   * @param onAnswer - called with each answer.
   */
  constructor(
    private readonly hello: () => ShipperHello,
    private readonly onAnswer: (answer: ShipperAnswer) => void = () => undefined,
  ) {
    // To connect takes some milliseconds: not those for which the first thing recorded is waited for.
    setImmediate(() => this.open()).unref();
  }

  /** Resolves when a shipper is connected, or after so long: before code that never yields, which would keep it waiting. */
  async reached(timeoutMs: number): Promise<void> {
    let timer: NodeJS.Timeout | undefined;
    const giveUp = new Promise<void>((resolve) => {
      timer = setTimeout(resolve, timeoutMs);
    });
    await Promise.race([this.connected, giveUp]);
    clearTimeout(timer);
  }

  /** Says something now, or nothing at all while no shipper is connected. */
  send(request: ShipperRequest): void {
    if (this.socket) {
      sendJsonLine(this.socket, request);
    }
  }

  /** Sees to it that what was recorded is delivered although this process ends: for one too short to have connected. */
  handOver(): void {
    if (!this.socket && !this.hasStarted) {
      startShipperProcess(this.hello().projectRoot);
    }
  }

  close(): void {
    this.closed = true;
    clearTimeout(this.timer);
    this.socket?.destroy();
  }

  private open(): void {
    if (this.closed) {
      return;
    }
    const socket = connect(shipperSocketPath());
    socket.unref();
    socket.once("connect", () => {
      this.socket = socket;
      // Not before: while it starts, its commands find none that they could stop or ask.
      this.started.splice(0).forEach(giveWay);
      this.send(this.hello());
      this.onConnected();
    });
    onJsonLine<ShipperMessage>(socket, (message) => this.hear(message));
    socket.on("error", () => this.startShipper());
    socket.once("close", () => {
      this.socket = undefined;
      if (!this.closed) {
        this.timer = setTimeout(() => this.open(), reconnectDelayMs).unref();
      }
    });
  }

  private hear(message: ShipperMessage): void {
    if (message.type !== "welcome") {
      this.onAnswer(message);
    } else if (isOlder(message.version, packageVersion())) {
      // This package was upgraded: the shipper that comes next is of the new version.
      this.send({ type: "stop", keepServers: true });
    }
  }

  private startShipper(): void {
    if (!this.closed && performance.now() - this.spawnedAt > spawnAgainAfterMs && mayStart()) {
      this.spawnedAt = performance.now();
      this.hasStarted = true;
      this.started.push(startShipperProcess(this.hello().projectRoot));
    }
  }
}

function isOlder(version: string, than: string): boolean {
  // The same is the rule, and the first comparison of texts by a language loads that language's rules.
  return version !== than && version.localeCompare(than, "en", { numeric: true }) < 0;
}

/** Of many processes that find no shipper at one moment, lets one start it: two hundred kernels would start as many. */
function mayStart(): boolean {
  const mark = join(runtimeDirectory(), "shipper.starting");
  try {
    const age = Date.now() - (statSync(mark, { throwIfNoEntry: false })?.mtimeMs ?? 0);
    if (age < 0 || age > spawnAgainAfterMs) {
      rmSync(mark, { force: true });
    }
    closeSync(openSync(mark, "wx", 0o600));
    return true;
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === "EEXIST") {
      return false;
    }
    throw error;
  }
}

/** Starts a shipper for a project in the background; where there is one already, that one is told of the project. */
function startShipperProcess(projectRoot: string | undefined): ChildProcess {
  const log = openSync(join(runtimeDirectory(), "shipper.log"), "a", 0o600);
  const command = join(packageRoot, "bin", "trackside.js");
  const project = projectRoot === undefined ? [] : ["--project", projectRoot];
  // Loaded here: most processes find a shipper that runs.
  const { spawn } = process.getBuiltinModule("node:child_process");
  const shipper = spawn(process.execPath, [command, "shipper", ...project], {
    // A session of its own: neither the end of the kernel nor Ctrl-C in its terminal is meant for it.
    detached: true,
    stdio: ["ignore", log, log],
    cwd: runtimeDirectory(),
  });
  shipper.unref();
  closeSync(log);
  if (shipper.pid !== undefined) {
    noteStarting(shipper.pid);
  }
  return shipper;
}
