import type { RunStatus } from "../messages";
import { needing } from "./abilities";
import { toBatchMessage } from "./batch-message";
import { toDatasetMessage, type DatasetInput } from "./dataset-inputs";
import { itemsOf, pageFields, type PageOptions } from "./pages";
import { api, toKeyValues } from "./rest-paths";
import { equals, tagField } from "./search-filter";
import type { MlflowTransport } from "./transport";
import type { CreateRunRequest, LogBatch, MlflowRun, MlflowRunInfo, RunModelOutput, ViewType } from "./types";

export interface SearchRunsOptions extends PageOptions {
  readonly experimentIds: readonly string[];
  /** In MLflow's words, for example `metrics.loss < 0.1 and params.depth = "8"`. */
  readonly filter?: string;
  /** For example `["metrics.loss ASC"]`; the newest first by default. */
  readonly orderBy?: readonly string[];
  readonly viewType?: ViewType;
}

/** What of a run may change later. */
export interface RunUpdate {
  readonly status?: RunStatus;
  /** Milliseconds since the epoch. */
  readonly endTime?: number;
  readonly name?: string;
}

/** MLflow's runs. */
export class Runs {
  constructor(private readonly transport: MlflowTransport) {}

  /** Creates a run. Not to be repeated blindly: a second call makes a second run. */
  async create(request: CreateRunRequest): Promise<MlflowRun> {
    const answer = await this.transport.post<{ run: MlflowRun }>(`${api}/runs/create`, {
      experiment_id: request.experimentId,
      run_name: request.name,
      start_time: request.startTime,
      tags: toKeyValues(request.tags),
    });
    return answer.run;
  }

  /** Gets a run with its params, tags, last metrics and inputs: the more it has, the longer that takes the server. */
  async get(runId: string): Promise<MlflowRun> {
    return (await this.transport.get<{ run: MlflowRun }>(`${api}/runs/get`, { run_id: runId })).run;
  }

  /** Changes what is given, and leaves the rest. */
  async update(runId: string, { status, endTime, name }: RunUpdate): Promise<MlflowRunInfo> {
    const answer = await this.transport.post<{ run_info: MlflowRunInfo }>(`${api}/runs/update`, {
      run_id: runId,
      ...(status === undefined ? {} : { status }),
      ...(endTime === undefined ? {} : { end_time: endTime }),
      ...(name === undefined ? {} : { run_name: name }),
    });
    return answer.run_info;
  }

  /**
   * Goes through all runs that a filter finds, 200 a request by default: a run costs the server about 1.4 ms.
   *
   * @example
   * for await (const run of client.runs.search({ experimentIds: ["1"], filter: "metrics.loss < 0.1" })) { ... }
   */
  search({ experimentIds, filter, orderBy, viewType = "ACTIVE_ONLY", pageSize = 200 }: SearchRunsOptions) {
    return itemsOf(async (pageToken) => {
      const answer = await this.transport.post<{ runs?: MlflowRun[]; next_page_token?: string }>(`${api}/runs/search`, {
        experiment_ids: experimentIds,
        run_view_type: viewType,
        ...(filter === undefined ? {} : { filter }),
        ...(orderBy === undefined ? {} : { order_by: orderBy }),
        ...pageFields(pageSize, pageToken),
      });
      return { items: answer.runs, nextPageToken: answer.next_page_token };
    });
  }

  /** Goes through the runs of an experiment that have this tag with exactly this value, the newest first. */
  async *withTag(experimentId: string, key: string, value: string): AsyncGenerator<MlflowRun, void, undefined> {
    const { filter, isExact } = equals(tagField(key), value);
    for await (const run of this.search({ experimentIds: [experimentId], filter, pageSize: 50 })) {
      if (isExact || run.data.tags?.some((tag) => tag.key === key && tag.value === value)) {
        yield run;
      }
    }
  }

  /** The newest run of an experiment that has this tag with exactly this value, or `null`. */
  async findByTag(experimentId: string, key: string, value: string): Promise<MlflowRun | null> {
    for await (const run of this.withTag(experimentId, key, value)) {
      return run;
    }
    return null;
  }

  /**
   * Logs at most 1,000 items, 100 params and 100 tags of them, in one request.
   *
   * @throws {@link MlflowValueError} for a value that MLflow cannot read, before anything is sent.
   */
  async logBatch(runId: string, batch: LogBatch): Promise<void> {
    await this.transport.post(`${api}/runs/log-batch`, { run_id: runId, ...toBatchMessage(batch) });
  }

  /**
   * Says which datasets went into a run; the same dataset (by name and digest) may be logged again.
   *
   * @throws {@link MlflowAbilityError} before MLflow 2.4.
   */
  async logInputs(runId: string, datasets: readonly DatasetInput[]): Promise<void> {
    const body = { run_id: runId, datasets: datasets.map(toDatasetMessage) };
    await needing("datasetInputs", () => this.transport.post(`${api}/runs/log-inputs`, body));
  }

  /**
   * Says which logged models a run made.
   *
   * @throws {@link MlflowAbilityError} before MLflow 3.
   */
  async logOutputs(runId: string, models: readonly RunModelOutput[]): Promise<void> {
    await needing("loggedModels", () => this.transport.post(`${api}/runs/outputs`, { run_id: runId, models }));
  }

  /** Sets a tag, or changes it. */
  async setTag(runId: string, key: string, value: string): Promise<void> {
    await this.transport.post(`${api}/runs/set-tag`, { run_id: runId, key, value });
  }

  /** Deletes a tag; one that is not there is refused. */
  async deleteTag(runId: string, key: string): Promise<void> {
    await this.transport.post(`${api}/runs/delete-tag`, { run_id: runId, key });
  }

  /** Deletes a run, until {@link restore} brings it back. */
  async delete(runId: string): Promise<void> {
    await this.transport.post(`${api}/runs/delete`, { run_id: runId });
  }

  /** Brings a deleted run back. */
  async restore(runId: string): Promise<void> {
    await this.transport.post(`${api}/runs/restore`, { run_id: runId });
  }
}
