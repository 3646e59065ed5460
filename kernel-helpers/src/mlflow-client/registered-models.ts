import { needing } from "./abilities";
import { MlflowError } from "./errors";
import { itemsOf, pageFields, type PageOptions } from "./pages";
import { api, toKeyValues } from "./rest-paths";
import type { ModelVersion } from "./model-versions";
import type { MlflowTransport } from "./transport";
import type { KeyValue } from "./types";

/** A name in the model registry, with its versions' newest and its aliases. */
export interface RegisteredModel {
  readonly name: string;
  readonly description?: string;
  /** Milliseconds since the epoch. */
  readonly creation_timestamp: number;
  readonly last_updated_timestamp: number;
  readonly latest_versions?: readonly ModelVersion[];
  readonly tags?: readonly KeyValue[];
  readonly aliases?: readonly { readonly alias: string; readonly version: string }[];
}

export interface RegisteredModelOptions {
  readonly description?: string;
  readonly tags?: Readonly<Record<string, string>>;
}

export interface SearchModelsOptions extends PageOptions {
  /** For example `name LIKE 'prices%'`. */
  readonly filter?: string;
  readonly orderBy?: readonly string[];
}

const models = `${api}/registered-models`;

/** The names in MLflow's model registry, and their aliases. */
export class RegisteredModels {
  constructor(private readonly transport: MlflowTransport) {}

  /** Creates a name for versions of a model. */
  async create(name: string, { description, tags }: RegisteredModelOptions = {}): Promise<RegisteredModel> {
    const answer = await this.transport.post<{ registered_model: RegisteredModel }>(`${models}/create`, {
      name,
      ...(description === undefined ? {} : { description }),
      tags: toKeyValues(tags),
    });
    return answer.registered_model;
  }

  /** Finds the model of this name, or creates it with the options. */
  async ensure(name: string, options: RegisteredModelOptions = {}): Promise<RegisteredModel> {
    try {
      return await this.create(name, options);
    } catch (error) {
      if (error instanceof MlflowError && error.errorCode === "RESOURCE_ALREADY_EXISTS") {
        return this.get(name);
      }
      throw error;
    }
  }

  /** Gets a model with its newest versions and aliases. */
  async get(name: string): Promise<RegisteredModel> {
    return (await this.transport.get<{ registered_model: RegisteredModel }>(`${models}/get`, { name }))
      .registered_model;
  }

  /** Goes through all models that a filter finds, 100 a request by default. */
  search({ filter, orderBy, pageSize = 100 }: SearchModelsOptions = {}) {
    return itemsOf(async (pageToken) => {
      const { max_results, page_token } = pageFields(pageSize, pageToken);
      const query = new URLSearchParams({ max_results: String(max_results) });
      orderBy?.forEach((order) => query.append("order_by", order));
      Object.entries({ filter, page_token }).forEach(([name, value]) => value && query.append(name, value));
      const answer = await this.transport.get<{ registered_models?: RegisteredModel[]; next_page_token?: string }>(
        `${models}/search`,
        query,
      );
      return { items: answer.registered_models, nextPageToken: answer.next_page_token };
    });
  }

  /** Sets the description. */
  async describe(name: string, description: string): Promise<void> {
    await this.transport.patch(`${models}/update`, { name, description });
  }

  /** Gives a model, and so its versions, another name. */
  async rename(name: string, newName: string): Promise<void> {
    await this.transport.post(`${models}/rename`, { name, new_name: newName });
  }

  /** Deletes the name with all its versions, for good. */
  async delete(name: string): Promise<void> {
    await this.transport.delete(`${models}/delete`, { name });
  }

  /** Sets a tag, or changes it. */
  async setTag(name: string, key: string, value: string): Promise<void> {
    await this.transport.post(`${models}/set-tag`, { name, key, value });
  }

  /** Deletes a tag. */
  async deleteTag(name: string, key: string): Promise<void> {
    await this.transport.delete(`${models}/delete-tag`, { name, key });
  }

  /**
   * Points an alias to a version; it is taken away from the one that had it.
   *
   * @throws {@link MlflowAbilityError} before MLflow 2.3.
   */
  async setAlias(name: string, alias: string, version: string): Promise<void> {
    await needing("aliases", () => this.transport.post(`${models}/alias`, { name, alias, version }));
  }

  /** Takes an alias away from the version that has it. */
  async deleteAlias(name: string, alias: string): Promise<void> {
    await needing("aliases", () => this.transport.delete(`${models}/alias`, { name, alias }));
  }
}
