import { needing } from "./abilities";
import { itemsOf, pageFields, type PageOptions } from "./pages";
import { api, pathSegment, toKeyValues } from "./rest-paths";
import type { MlflowTransport } from "./transport";
import type { KeyValue, MetricPoint } from "./types";

export type LoggedModelStatus = "LOGGED_MODEL_PENDING" | "LOGGED_MODEL_READY" | "LOGGED_MODEL_UPLOAD_FAILED";

export interface LoggedModelInfo {
  readonly model_id: string;
  readonly experiment_id: string;
  readonly name: string;
  readonly artifact_uri: string;
  readonly status: LoggedModelStatus;
  readonly model_type?: string;
  readonly source_run_id?: string;
  /** Milliseconds since the epoch. */
  readonly creation_timestamp_ms: number;
  readonly last_updated_timestamp_ms: number;
  readonly tags?: readonly KeyValue[];
}

/** A model as a thing of its own, as MLflow 3 has it. */
export interface LoggedModel {
  readonly info: LoggedModelInfo;
  readonly data?: { readonly params?: readonly KeyValue[]; readonly metrics?: readonly MetricPoint[] };
}

export interface CreateLoggedModelRequest {
  readonly experimentId: string;
  /** MLflow makes one up when left out. */
  readonly name?: string;
  /** For example `classifier`. */
  readonly modelType?: string;
  /** The run that made it. */
  readonly sourceRunId?: string;
  readonly params?: Readonly<Record<string, string>>;
  readonly tags?: Readonly<Record<string, string>>;
}

export interface SearchLoggedModelsOptions extends PageOptions {
  readonly experimentIds: readonly string[];
  readonly filter?: string;
}

/**
 * MLflow's logged models. Each method throws {@link MlflowAbilityError} before MLflow 3, which has none.
 *
 * @example
 * const { info } = await client.loggedModels.create({ experimentId, name: "prices", sourceRunId });
 * await client.artifacts.upload(info, "model.onnx", file);
 * await client.loggedModels.finalize(info.model_id);
 */
export class LoggedModels {
  constructor(private readonly transport: MlflowTransport) {}

  /** Creates a model that waits for its files; {@link finalize} says that they are there. */
  async create(request: CreateLoggedModelRequest): Promise<LoggedModel> {
    const body = {
      experiment_id: request.experimentId,
      ...(request.name === undefined ? {} : { name: request.name }),
      ...(request.modelType === undefined ? {} : { model_type: request.modelType }),
      ...(request.sourceRunId === undefined ? {} : { source_run_id: request.sourceRunId }),
      params: toKeyValues(request.params),
      tags: toKeyValues(request.tags),
    };
    return this.model(() => this.transport.post(`${api}/logged-models`, body));
  }

  /** Says that a model's files are there, or that they will never be. */
  async finalize(
    modelId: string,
    status: Exclude<LoggedModelStatus, "LOGGED_MODEL_PENDING"> = "LOGGED_MODEL_READY",
  ): Promise<LoggedModel> {
    // the id is wanted in the body, too
    const body = { model_id: modelId, status };
    return this.model(() => this.transport.patch(`${api}/logged-models${at(modelId)}`, body));
  }

  /** Gets a model with its params and metrics. */
  async get(modelId: string): Promise<LoggedModel> {
    return this.model(() => this.transport.get(`${api}/logged-models${at(modelId)}`));
  }

  /** Deletes a model. */
  async delete(modelId: string): Promise<void> {
    await needing("loggedModels", () => this.transport.delete(`${api}/logged-models${at(modelId)}`));
  }

  /** Goes through all models that a filter finds, 50 a request by default. */
  search({ experimentIds, filter, pageSize = 50 }: SearchLoggedModelsOptions) {
    return itemsOf(async (pageToken) => {
      const answer = await needing("loggedModels", () =>
        this.transport.post<{ models?: LoggedModel[]; next_page_token?: string }>(`${api}/logged-models/search`, {
          experiment_ids: experimentIds,
          ...(filter === undefined ? {} : { filter }),
          ...pageFields(pageSize, pageToken),
        }),
      );
      return { items: answer.models, nextPageToken: answer.next_page_token };
    });
  }

  /** Adds params; one that is there cannot be changed. */
  async logParams(modelId: string, params: Readonly<Record<string, string>>): Promise<void> {
    const body = { model_id: modelId, params: toKeyValues(params) };
    await needing("loggedModels", () => this.transport.post(`${api}/logged-models${at(modelId)}/params`, body));
  }

  /** Sets tags, or changes them. */
  async setTags(modelId: string, tags: Readonly<Record<string, string>>): Promise<void> {
    const body = { model_id: modelId, tags: toKeyValues(tags) };
    await needing("loggedModels", () => this.transport.patch(`${api}/logged-models${at(modelId)}/tags`, body));
  }

  /** Deletes a tag. */
  async deleteTag(modelId: string, key: string): Promise<void> {
    const path = `${api}/logged-models${at(modelId)}/tags/${pathSegment("tag key", key)}`;
    await needing("loggedModels", () => this.transport.delete(path));
  }

  /** Unwraps the one model that an answer holds. */
  private async model(answer: () => Promise<{ model: LoggedModel }>): Promise<LoggedModel> {
    return (await needing("loggedModels", answer)).model;
  }
}

function at(modelId: string): string {
  return `/${pathSegment("model id", modelId)}`;
}
