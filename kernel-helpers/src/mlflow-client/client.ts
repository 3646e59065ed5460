import { createReadStream } from "node:fs";
import { copyFile, mkdir } from "node:fs/promises";
import { dirname, join } from "node:path";
import { fileURLToPath } from "node:url";
import type { RunStatus } from "../messages";
import type { MlflowConnection } from "./connection";
import { toDatasetMessage, type DatasetInput } from "./dataset-inputs";
import { MlflowError } from "./errors";
import { MlflowTransport } from "./transport";
import type { CreateRunRequest, LogBatch, MlflowRun, MlflowRunInfo } from "./types";

const api = "/api/2.0/mlflow";
const artifactsApi = "/api/2.0/mlflow-artifacts/artifacts";

/** MLflow's REST, as far as Trackside uses it. Every method throws {@link MlflowError}. */
export class MlflowClient {
  private readonly transport: MlflowTransport;

  constructor(private readonly connection: MlflowConnection) {
    this.transport = new MlflowTransport(connection);
  }

  /** Finds the experiment, or creates it; the name of a deleted experiment is refused by MLflow. */
  async ensureExperiment(name: string): Promise<string> {
    try {
      return await this.experimentByName(name);
    } catch (error) {
      if (!(error instanceof MlflowError) || error.errorCode !== "RESOURCE_DOES_NOT_EXIST") {
        throw error;
      }
    }
    try {
      return (await this.transport.post<{ experiment_id: string }>(`${api}/experiments/create`, { name }))
        .experiment_id;
    } catch (error) {
      if (error instanceof MlflowError && error.errorCode === "RESOURCE_ALREADY_EXISTS") {
        return await this.experimentByName(name);
      }
      throw error;
    }
  }

  private async experimentByName(name: string): Promise<string> {
    const answer = await this.transport.get<{ experiment: { experiment_id: string; lifecycle_stage: string } }>(
      `${api}/experiments/get-by-name`,
      { experiment_name: name },
    );
    if (answer.experiment.lifecycle_stage === "deleted") {
      throw new MlflowError(
        `experiment "${name}" was deleted in MLflow: restore it there, or name another in conf/base/mlflow.yml`,
        { status: 403, errorCode: "INVALID_STATE" },
      );
    }
    return answer.experiment.experiment_id;
  }

  async createRun(request: CreateRunRequest): Promise<MlflowRun> {
    const answer = await this.transport.post<{ run: MlflowRun }>(`${api}/runs/create`, {
      experiment_id: request.experimentId,
      run_name: request.name,
      start_time: request.startTime,
      tags: Object.entries(request.tags).map(([key, value]) => ({ key, value })),
    });
    return answer.run;
  }

  /** The newest run of an experiment that has this tag with this value. */
  async findRunByTag(experimentId: string, key: string, value: string): Promise<MlflowRun | null> {
    const answer = await this.transport.post<{ runs?: MlflowRun[] }>(`${api}/runs/search`, {
      experiment_ids: [experimentId],
      filter: `tags.\`${key}\` = '${value}'`,
      max_results: 1,
    });
    return answer.runs?.[0] ?? null;
  }

  async getRun(runId: string): Promise<MlflowRun> {
    return (await this.transport.get<{ run: MlflowRun }>(`${api}/runs/get`, { run_id: runId })).run;
  }

  /** Logs at most 1,000 items, 100 params and 100 tags of them, in one request. */
  async logBatch(runId: string, batch: LogBatch): Promise<void> {
    await this.transport.post(`${api}/runs/log-batch`, { run_id: runId, ...batch });
  }

  /** Says which datasets went into a run; the same dataset (by name and digest) may be logged again. */
  async logInputs(runId: string, datasets: readonly DatasetInput[]): Promise<void> {
    await this.transport.post(`${api}/runs/log-inputs`, { run_id: runId, datasets: datasets.map(toDatasetMessage) });
  }

  /** Ends a run, `endTime` in milliseconds since the epoch. */
  async endRun(runId: string, status: Exclude<RunStatus, "RUNNING">, endTime: number): Promise<void> {
    await this.transport.post(`${api}/runs/update`, { run_id: runId, status, end_time: endTime });
  }

  /**
   * Puts a local file among a run's artifacts: streamed through the server where it proxies artifacts, copied where
   * the run's artifact root is a folder of this machine.
   */
  async uploadArtifact(run: MlflowRunInfo, artifactPath: string, localFile: string): Promise<void> {
    const root = new URL(run.artifact_uri, "file:///");
    if (root.protocol === "file:" && this.isOnThisMachine) {
      const target = join(fileURLToPath(root), artifactPath);
      await mkdir(dirname(target), { recursive: true });
      await copyFile(localFile, target);
    } else if (root.protocol === "mlflow-artifacts:") {
      const path = [...root.pathname.split("/"), ...artifactPath.split("/").map(encodeURIComponent)];
      await this.transport.put(
        `${artifactsApi}/${path.filter(Boolean).join("/")}`,
        createReadStream(localFile),
        "application/octet-stream",
      );
    } else {
      throw new MlflowError(
        `artifacts of this run lie at ${run.artifact_uri}, out of Trackside's reach: start the server with --serve-artifacts`,
        { status: 400, errorCode: "NOT_IMPLEMENTED" },
      );
    }
  }

  /** A path among a run's artifacts is the *server's*: only on the same machine is it ours. */
  private get isOnThisMachine(): boolean {
    return ["localhost", "127.0.0.1", "[::1]"].includes(new URL(this.connection.uri).hostname);
  }

  async close(): Promise<void> {
    await this.transport.close();
  }
}
