import type { Server, Socket } from "node:net";
import { performance } from "node:perf_hooks";
import { packageVersion } from "../own-package";
import { onJsonLine, sendJsonLine, type ProcessIdentity } from "../runtime";
import { ProjectRuns } from "./project-runs";
import { ProjectSinks } from "./project-sinks";
import type { ShipperAnswer, ShipperHello, ShipperRequest } from "./protocol";
import { Targets } from "./targets";

const idleCheckMs = 500;

/** How the shipper of a user runs. */
export interface ShipperOptions {
  /** Seconds without a connection and without anything to deliver, after which the shipper ends. */
  readonly idleSeconds: number;
}

/** The background process that brings the journals of all of a user's projects into MLflow. */
export class ShipperDaemon {
  private readonly targets = new Targets();
  private readonly projects = new Map<string, ProjectRuns>();
  private readonly sinks: ProjectSinks[] = [];
  private readonly sockets = new Set<Socket>();
  private readonly connectedWriters = new Map<Socket, string>();
  private idleSince = performance.now();
  private idleTimer: NodeJS.Timeout | undefined;
  private stopping: Promise<void> | undefined;

  /** @param server - listens on the user's socket, see {@link listenAlone}. */
  constructor(
    private readonly server: Server,
    private readonly options: ShipperOptions,
  ) {
    server.on("connection", (socket) => this.accept(socket));
    this.idleTimer = setInterval(() => this.endWhenIdle(), idleCheckMs);
  }

  /** Resolves when the shipper has ended. */
  get ended(): Promise<void> {
    return new Promise((resolve) => this.server.once("close", resolve));
  }

  /**
   * Delivers no more, stops the tracking servers, closes all connections.
   *
   * @param keepServers - leave the tracking servers to the shipper that comes next.
   */
  stop(keepServers = false): Promise<void> {
    return (this.stopping ??= this.stopNow(keepServers));
  }

  private async stopNow(keepServers: boolean): Promise<void> {
    clearInterval(this.idleTimer);
    const projectsClose = Promise.all([...this.projects.values()].map((project) => project.close()));
    await (keepServers ? projectsClose : this.targets.stopStarting(projectsClose));
    await Promise.all(this.sinks.map((sinks) => sinks.close()));
    await this.targets.close({ keepServers });
    this.server.close();
    for (const socket of this.sockets) {
      socket.destroy();
    }
  }

  /** Takes what a client says of itself first; the shipper's own start says it without a connection. */
  welcome(hello: ShipperHello, socket?: Socket): void {
    if (socket && hello.writerId !== undefined) {
      this.connectedWriters.set(socket, hello.writerId);
    }
    if (hello.projectRoot !== undefined) {
      if (hello.environment) {
        this.targets.setEnvironment(hello.projectRoot, hello.environment, hello.role === "writer");
      }
      this.follow(hello.projectRoot).wake();
      if (hello.serverWanted) {
        // Should it fail, the first run that needs it tells why.
        void this.ensureServer(hello.projectRoot);
      }
    }
  }

  private accept(socket: Socket): void {
    this.sockets.add(socket);
    onJsonLine<ShipperRequest>(socket, (request) => void this.handle(socket, request));
    socket.on("error", () => socket.destroy());
    socket.once("close", () => {
      this.sockets.delete(socket);
      this.connectedWriters.delete(socket);
      this.idleSince = performance.now();
      this.projects.forEach((project) => project.wake());
    });
  }

  private async handle(socket: Socket, request: ShipperRequest): Promise<void> {
    if (this.stopping) {
      return; // The next shipper hears it: who asks connects again.
    }
    switch (request.type) {
      case "hello":
        this.welcome(request, socket);
        sendJsonLine(socket, { type: "welcome", version: packageVersion() });
        break;
      case "ensure-server":
        sendJsonLine(socket, await this.ensureServer(request.projectRoot, request.database));
        break;
      case "flush":
        this.follow(request.projectRoot).wake(true);
        break;
      case "stop":
        await this.stop(request.keepServers);
        break;
    }
  }

  private follow(projectRoot: string): ProjectRuns {
    let project = this.projects.get(projectRoot);
    if (!project) {
      const sinks = new ProjectSinks(projectRoot, this.targets);
      this.sinks.push(sinks);
      project = new ProjectRuns(projectRoot, (opening) => sinks.of(opening), {
        isConnected: (writer) => this.isConnected(writer),
      });
      this.projects.set(projectRoot, project);
      this.targets.adoptServer(projectRoot);
    }
    return project;
  }

  private isConnected(writer: ProcessIdentity): boolean {
    return [...this.connectedWriters.values()].includes(writer.id);
  }

  private async ensureServer(projectRoot: string, database?: string): Promise<ShipperAnswer> {
    const which = database === undefined ? {} : { database };
    try {
      return { type: "server", uri: await this.targets.ensureServer(projectRoot, database), ...which };
    } catch (error) {
      return { type: "failed", message: error instanceof Error ? error.message : String(error), ...which };
    }
  }

  private endWhenIdle(): void {
    const isBusy = this.sockets.size > 0 || [...this.projects.values()].some((project) => project.open > 0);
    if (isBusy) {
      this.idleSince = performance.now();
    } else if (performance.now() - this.idleSince >= this.options.idleSeconds * 1000) {
      void this.stop();
    }
  }
}
