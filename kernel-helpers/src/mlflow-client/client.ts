import { detectAbilities, type ServerAbilities } from "./abilities";
import { Artifacts } from "./artifacts";
import type { MlflowConnection } from "./connection";
import { Experiments } from "./experiments";
import { LoggedModels } from "./logged-models";
import { Metrics } from "./metrics";
import { ModelVersions } from "./model-versions";
import type { MultipartOptions } from "./multipart-upload";
import { RegisteredModels } from "./registered-models";
import { Runs } from "./runs";
import { MlflowTransport } from "./transport";

/**
 * MLflow's REST, by capability. Every method throws {@link MlflowError}.
 *
 * Two requests are in flight at most: more exhaust the connections that a small server has to its database.
 *
 * @example
 * const client = new MlflowClient({ uri: "http://127.0.0.1:5000", credentials: {} });
 * const experimentId = await client.experiments.ensure("prices");
 * for await (const run of client.runs.search({ experimentIds: [experimentId] })) { ... }
 * await client.close();
 */
export class MlflowClient {
  readonly experiments: Experiments;
  readonly runs: Runs;
  readonly metrics: Metrics;
  readonly artifacts: Artifacts;
  readonly loggedModels: LoggedModels;
  readonly registeredModels: RegisteredModels;
  readonly modelVersions: ModelVersions;
  private readonly transport: MlflowTransport;
  private detected: Promise<ServerAbilities> | undefined;

  constructor(connection: MlflowConnection, options: { readonly multipart?: Partial<MultipartOptions> } = {}) {
    this.transport = new MlflowTransport(connection);
    this.experiments = new Experiments(this.transport);
    this.runs = new Runs(this.transport);
    this.metrics = new Metrics(this.transport, () => this.abilities());
    this.artifacts = new Artifacts(this.transport, connection.uri, options.multipart);
    this.loggedModels = new LoggedModels(this.transport);
    this.registeredModels = new RegisteredModels(this.transport);
    this.modelVersions = new ModelVersions(this.transport);
  }

  /** Finds out what the server can do; it is asked once, and again when it did not answer. */
  async abilities(): Promise<ServerAbilities> {
    this.detected ??= detectAbilities(this.transport);
    try {
      return await this.detected;
    } catch (error) {
      this.detected = undefined;
      throw error;
    }
  }

  /** Closes the connections; what is under way fails. */
  async close(): Promise<void> {
    await this.transport.close();
  }
}
