import type { RunStatus } from "../messages";
import { detectAbilities, type ServerAbilities } from "./abilities";
import { Artifacts } from "./artifacts";
import type { MlflowConnection } from "./connection";
import type { DatasetInput } from "./dataset-inputs";
import { Experiments, type EnsureExperimentOptions } from "./experiments";
import { LoggedModels } from "./logged-models";
import { Metrics } from "./metrics";
import { ModelVersions } from "./model-versions";
import type { MultipartOptions } from "./multipart-upload";
import { RegisteredModels } from "./registered-models";
import { Runs } from "./runs";
import { MlflowTransport } from "./transport";
import type { CreateRunRequest, LogBatch, MlflowRun, MlflowRunInfo } from "./types";

/**
 * MLflow's REST, by capability. Every method throws {@link MlflowError}.
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

  /** Short for {@link Experiments.ensure}. */
  async ensureExperiment(name: string, options?: EnsureExperimentOptions): Promise<string> {
    return this.experiments.ensure(name, options);
  }

  /** Short for {@link Runs.create}. */
  async createRun(request: CreateRunRequest): Promise<MlflowRun> {
    return this.runs.create(request);
  }

  /** Short for {@link Runs.findByTag}. */
  async findRunByTag(experimentId: string, key: string, value: string): Promise<MlflowRun | null> {
    return this.runs.findByTag(experimentId, key, value);
  }

  /** Short for {@link Runs.get}. */
  async getRun(runId: string): Promise<MlflowRun> {
    return this.runs.get(runId);
  }

  /** Short for {@link Runs.logBatch}. */
  async logBatch(runId: string, batch: LogBatch): Promise<void> {
    await this.runs.logBatch(runId, batch);
  }

  /** Short for {@link Runs.logInputs}. */
  async logInputs(runId: string, datasets: readonly DatasetInput[]): Promise<void> {
    await this.runs.logInputs(runId, datasets);
  }

  /** Ends a run, `endTime` in milliseconds since the epoch. */
  async endRun(runId: string, status: Exclude<RunStatus, "RUNNING">, endTime: number): Promise<void> {
    await this.runs.update(runId, { status, endTime });
  }

  /** Short for {@link Artifacts.upload}. */
  async uploadArtifact(run: Pick<MlflowRunInfo, "artifact_uri">, path: string, localFile: string): Promise<void> {
    await this.artifacts.upload(run, path, localFile);
  }

  async close(): Promise<void> {
    await this.transport.close();
  }
}
