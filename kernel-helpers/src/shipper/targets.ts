import { setTimeout as delay } from "node:timers/promises";
import {
  defaultMlflowConfig,
  loadMlflowConfig,
  parseTrackingUri,
  type ExperimentSettings,
  type MlflowConfig,
} from "../config";
import { MlflowClient, type MlflowConnection } from "../mlflow-client";
import { ProjectConnections, type SinkCredentials } from "../mlflow-connection";
import { ensureLocalServer, livingServers, stopLocalServer, type LocalServer } from "../tracking-server";
import { withoutPassed } from "./protocol";

const lookAgainMs = 20;

/** A tracking server that takes a run. */
export interface Target {
  readonly uri: string;
  readonly client: MlflowClient;
  /** Finds or makes an experiment as `mlflow.yml` says, and gives its id. */
  readonly experiment: (name: string) => Promise<string>;
}

/** Where the runs of each project go, and the tracking servers that were started for that. */
export class Targets {
  private readonly clients = new Map<MlflowConnection, MlflowClient>();
  private readonly localClients = new Map<string, MlflowClient>();
  private readonly environments = new Map<string, NodeJS.ProcessEnv>();
  private readonly projectsWithServer = new Set<string>();
  /** What came up by this shipper, so that it is ended also where the project's files, which tell of it, are gone. */
  private readonly started = new Map<string, LocalServer>();
  private readonly starting = new Map<string, Promise<LocalServer>>();
  private readonly connections = new ProjectConnections((projectRoot) => this.environmentOf(projectRoot));

  /**
   * Takes the variables that a process of the project has: they hold for the project from now on.
   *
   * @param isWriter - it records runs, and so decides alone; any other adds to what is known, and replaces it.
   */
  setEnvironment(projectRoot: string, environment: NodeJS.ProcessEnv, isWriter: boolean): void {
    const known = isWriter ? {} : this.environments.get(projectRoot);
    this.environments.set(projectRoot, { ...known, ...environment });
  }

  /** Takes over the servers that an earlier shipper left behind, to stop them in its turn. */
  adoptServer(projectRoot: string): void {
    this.projectsWithServer.add(projectRoot);
  }

  /**
   * Starts the project's own server where it does not run; all who ask meanwhile share the answer.
   *
   * @param database - the file it is to serve, when that is not the project's.
   */
  async ensureServer(projectRoot: string, database?: string): Promise<string> {
    this.projectsWithServer.add(projectRoot);
    const key = JSON.stringify([projectRoot, database]);
    let starting = this.starting.get(key);
    if (!starting) {
      const environment = this.environmentOf(projectRoot);
      const port = database === undefined ? settingsOf(projectRoot, environment).localServerPort : undefined;
      starting = ensureLocalServer(projectRoot, environment, { database, port }).finally(() => {
        this.starting.delete(key);
      });
      this.starting.set(key, starting);
    }
    const server = await starting;
    this.started.set(key, server);
    return server.uri;
  }

  /**
   * The server for a run; a local one is started when it is not running.
   *
   * @param sink - it is a further server, with credentials of its own.
   */
  async open(
    projectRoot: string,
    { trackingUri }: { readonly trackingUri: string },
    sink?: SinkCredentials,
  ): Promise<Target> {
    const place = parseTrackingUri(trackingUri, projectRoot);
    if (place.kind === "local" || place.kind === "database") {
      const uri = await this.ensureServer(projectRoot, place.kind === "database" ? place.file : undefined);
      return target(uri, this.localClient(uri), settingsOf(projectRoot, this.environmentOf(projectRoot)).experiment);
    }
    const connection = this.connections.to(projectRoot, place, sink);
    let client = this.clients.get(connection);
    if (!client) {
      client = new MlflowClient(connection);
      this.clients.set(connection, client);
    }
    return target(connection.uri, client, loadMlflowConfig(projectRoot, this.environmentOf(projectRoot)).experiment);
  }

  /** Ends the local servers that are starting, each as soon as it has a process, until no work waits for one. */
  async stopStarting(work: Promise<unknown>): Promise<void> {
    let isWorking = true;
    const ended = work.finally(() => {
      isWorking = false;
    });
    while (isWorking || this.starting.size > 0) {
      if (this.starting.size > 0) {
        await this.stopServers();
      }
      await delay(lookAgainMs);
    }
    await ended;
  }

  /** Ends all connections, and the local servers unless the next shipper is to take them over. */
  async close({ keepServers }: { readonly keepServers: boolean }): Promise<void> {
    const clients = [...this.clients.values(), ...this.localClients.values()];
    await Promise.all(clients.map((client) => client.close()));
    if (!keepServers) {
      await this.stopServers();
    }
  }

  private async stopServers(): Promise<void> {
    const servers = [...this.started.values(), ...[...this.projectsWithServer].flatMap(livingServers)];
    const distinct = new Map(servers.map((server) => [server.process.pid, server]));
    await Promise.all([...distinct.values()].map(stopLocalServer));
  }

  /** Variables of the project's processes, beside this one's own; of those that sign in, the project's alone. */
  environmentOf(projectRoot: string): NodeJS.ProcessEnv {
    const given = this.environments.get(projectRoot);
    return given ? { ...withoutPassed(process.env), ...given } : process.env;
  }

  private localClient(uri: string): MlflowClient {
    let client = this.localClients.get(uri);
    if (!client) {
      client = new MlflowClient({ uri, credentials: {} });
      this.localClients.set(uri, client);
    }
    return client;
  }
}

function target(uri: string, client: MlflowClient, settings: ExperimentSettings): Target {
  const { artifactLocation, tags, restoreIfDeleted: restore } = settings;
  const options = { ...(artifactLocation === undefined ? {} : { artifactLocation }), tags, restore };
  return { uri, client, experiment: (name) => client.experiments.ensure(name, options) };
}

/** A mistake in `mlflow.yml` sends runs to the project's own server, which must not fail of it in its turn. */
function settingsOf(projectRoot: string, environment: NodeJS.ProcessEnv): MlflowConfig {
  try {
    return loadMlflowConfig(projectRoot, environment);
  } catch (error) {
    console.error(error);
    return defaultMlflowConfig(projectRoot, environment);
  }
}
