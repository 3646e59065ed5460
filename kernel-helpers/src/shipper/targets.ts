import type { RunRecord } from "../journal";
import { credentialsFromEnvironment, MlflowClient } from "../mlflow-client";
import { ensureLocalServer, stopLocalServer } from "../tracking-server";

/** A tracking server that takes a run. */
export interface Target {
  readonly uri: string;
  readonly client: MlflowClient;
}

/** Where the runs of each project go, and the tracking servers that were started for that. */
export class Targets {
  private readonly clients = new Map<string, MlflowClient>();
  private readonly environments = new Map<string, NodeJS.ProcessEnv>();
  private readonly projectsWithServer = new Set<string>();

  /** Takes the variables that a process of the project has: they hold for the project from now on. */
  setEnvironment(projectRoot: string, environment: NodeJS.ProcessEnv): void {
    this.environments.set(projectRoot, environment);
  }

  /** Starts the project's own server where it does not run. */
  async ensureServer(projectRoot: string): Promise<string> {
    const server = await ensureLocalServer(projectRoot, this.environmentOf(projectRoot));
    this.projectsWithServer.add(projectRoot);
    return server.uri;
  }

  /** The server for a run; a local one is started when it is not running. */
  async open(projectRoot: string, { trackingUri }: Pick<RunRecord, "trackingUri">): Promise<Target> {
    const uri = trackingUri === "local" ? await this.ensureServer(projectRoot) : trackingUri;
    const credentials = trackingUri === "local" ? {} : credentialsFromEnvironment(this.environmentOf(projectRoot));
    const key = JSON.stringify([uri, credentials]);
    let client = this.clients.get(key);
    if (!client) {
      client = new MlflowClient({ uri, credentials });
      this.clients.set(key, client);
    }
    return { uri, client };
  }

  /** Ends all connections and the local servers. */
  async close(): Promise<void> {
    await Promise.all([...this.clients.values()].map((client) => client.close()));
    await Promise.all([...this.projectsWithServer].map((projectRoot) => stopLocalServer(projectRoot)));
  }

  private environmentOf(projectRoot: string): NodeJS.ProcessEnv {
    return { ...process.env, ...this.environments.get(projectRoot) };
  }
}
