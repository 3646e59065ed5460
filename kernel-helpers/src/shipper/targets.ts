import type { RunRecord } from "../journal";
import { credentialsFromEnvironment, MlflowClient } from "../mlflow-client";
import { ensureLocalServer, stopLocalServer, type LocalServer } from "../tracking-server";

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
  private readonly starting = new Map<string, Promise<LocalServer>>();

  /** Takes the variables that a process of the project has: they hold for the project from now on. */
  setEnvironment(projectRoot: string, environment: NodeJS.ProcessEnv): void {
    this.environments.set(projectRoot, environment);
  }

  /** Takes over the server that an earlier shipper left behind, to stop it in its turn. */
  adoptServer(projectRoot: string): void {
    this.projectsWithServer.add(projectRoot);
  }

  /** Starts the project's own server where it does not run; all who ask meanwhile share the answer. */
  async ensureServer(projectRoot: string): Promise<string> {
    this.projectsWithServer.add(projectRoot);
    let starting = this.starting.get(projectRoot);
    if (!starting) {
      starting = ensureLocalServer(projectRoot, this.environmentOf(projectRoot)).finally(() => {
        this.starting.delete(projectRoot);
      });
      this.starting.set(projectRoot, starting);
    }
    return (await starting).uri;
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

  /** Ends all connections, and the local servers unless the next shipper is to take them over. */
  async close({ keepServers }: { readonly keepServers: boolean }): Promise<void> {
    await Promise.all([...this.clients.values()].map((client) => client.close()));
    if (keepServers) {
      return;
    }
    await Promise.all([...this.projectsWithServer].map((projectRoot) => stopLocalServer(projectRoot)));
  }

  /** Variables of the project's processes, beside this one's own. */
  environmentOf(projectRoot: string): NodeJS.ProcessEnv {
    return { ...process.env, ...this.environments.get(projectRoot) };
  }
}
