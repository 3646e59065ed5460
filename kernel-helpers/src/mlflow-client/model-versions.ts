import { needing } from "./abilities";
import { itemsOf, pageFields, type PageOptions } from "./pages";
import { api, toKeyValues } from "./rest-paths";
import { equals } from "./search-filter";
import type { MlflowTransport } from "./transport";
import type { KeyValue } from "./types";

/** One version of a registered model. */
export interface ModelVersion {
  readonly name: string;
  readonly version: string;
  readonly status: "PENDING_REGISTRATION" | "FAILED_REGISTRATION" | "READY";
  readonly source: string;
  readonly run_id?: string;
  /** The logged model that it was made from, where the registry keeps it; MLflow's own has it in the source only. */
  readonly model_id?: string;
  readonly description?: string;
  /** Milliseconds since the epoch. */
  readonly creation_timestamp: number;
  readonly last_updated_timestamp: number;
  readonly tags?: readonly KeyValue[];
  readonly aliases?: readonly string[];
}

/** What a version is made of. */
export interface CreateModelVersionRequest {
  readonly name: string;
  /** Where the files are: `runs:/RUN/path`, `mlflow-artifacts:/...`, or `models:/MODEL_ID` of MLflow 3 on. */
  readonly source: string;
  readonly runId?: string;
  /** The logged model; of MLflow 3 on. */
  readonly modelId?: string;
  readonly description?: string;
  readonly tags?: Readonly<Record<string, string>>;
}

const versions = `${api}/model-versions`;

/** The versions of the models in MLflow's registry. */
export class ModelVersions {
  constructor(private readonly transport: MlflowTransport) {}

  /** Creates the next version of a registered model. Not to be repeated blindly: a second call makes a second one. */
  async create(request: CreateModelVersionRequest): Promise<ModelVersion> {
    const answer = await this.transport.post<VersionAnswer>(`${versions}/create`, {
      name: request.name,
      source: request.source,
      ...(request.runId === undefined ? {} : { run_id: request.runId }),
      ...(request.modelId === undefined ? {} : { model_id: request.modelId }),
      ...(request.description === undefined ? {} : { description: request.description }),
      tags: toKeyValues(request.tags),
    });
    return answer.model_version;
  }

  /** Gets a version by its number. */
  async get(name: string, version: string): Promise<ModelVersion> {
    return (await this.transport.get<VersionAnswer>(`${versions}/get`, { name, version })).model_version;
  }

  /**
   * Gets the version that an alias points to.
   *
   * @throws {@link MlflowAbilityError} before MLflow 2.3.
   */
  async getByAlias(name: string, alias: string): Promise<ModelVersion> {
    const path = `${api}/registered-models/alias`;
    const answer = await needing("aliases", () => this.transport.get<VersionAnswer>(path, { name, alias }));
    return answer.model_version;
  }

  /** Goes through all versions of a model, the newest first, 200 a request by default. */
  async *of(name: string, { pageSize = 200 }: PageOptions = {}): AsyncGenerator<ModelVersion, void, undefined> {
    const { filter, isExact } = equals("name", name);
    const found = itemsOf(async (pageToken) => {
      const { max_results, page_token } = pageFields(pageSize, pageToken);
      const answer = await this.transport.get<{ model_versions?: ModelVersion[]; next_page_token?: string }>(
        `${versions}/search`,
        { filter, max_results: String(max_results), ...(page_token === undefined ? {} : { page_token }) },
      );
      return { items: answer.model_versions, nextPageToken: answer.next_page_token };
    });
    for await (const version of found) {
      if (isExact || version.name === name) {
        yield version;
      }
    }
  }

  /** Sets the description. */
  async describe(name: string, version: string, description: string): Promise<void> {
    await this.transport.patch(`${versions}/update`, { name, version, description });
  }

  /** Deletes a version for good; its files stay. */
  async delete(name: string, version: string): Promise<void> {
    await this.transport.delete(`${versions}/delete`, { name, version });
  }

  /** Sets a tag, or changes it. */
  async setTag(name: string, version: string, key: string, value: string): Promise<void> {
    await this.transport.post(`${versions}/set-tag`, { name, version, key, value });
  }

  /** Deletes a tag. */
  async deleteTag(name: string, version: string, key: string): Promise<void> {
    await this.transport.delete(`${versions}/delete-tag`, { name, version, key });
  }

  /** Where the version's files are, as the server resolves it. */
  async downloadUri(name: string, version: string): Promise<string> {
    const answer = await this.transport.get<{ artifact_uri: string }>(`${versions}/get-download-uri`, {
      name,
      version,
    });
    return answer.artifact_uri;
  }
}

interface VersionAnswer {
  readonly model_version: ModelVersion;
}
