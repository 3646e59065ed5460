import { MlflowError } from "./errors";
import { itemsOf, pageFields, type PageOptions } from "./pages";
import { api, toKeyValues } from "./rest-paths";
import type { MlflowTransport } from "./transport";
import type { MlflowExperiment, ViewType } from "./types";

/** What an experiment is created with. */
export interface CreateExperimentOptions {
  /** Where its runs' artifacts go; the server's default when left out. */
  readonly artifactLocation?: string;
  readonly tags?: Readonly<Record<string, string>>;
}

export interface EnsureExperimentOptions extends CreateExperimentOptions {
  /** Restores the experiment when it was deleted, instead of refusing it. */
  readonly restore?: boolean;
}

export interface SearchExperimentsOptions extends PageOptions {
  readonly filter?: string;
  readonly orderBy?: readonly string[];
  readonly viewType?: ViewType;
}

/** MLflow's experiments. */
export class Experiments {
  constructor(private readonly transport: MlflowTransport) {}

  /**
   * Finds the experiment of this name, or creates it with the options.
   *
   * @returns its id.
   * @throws {@link MlflowError} `INVALID_STATE` when it was deleted and is not to be restored.
   */
  async ensure(name: string, options: EnsureExperimentOptions = {}): Promise<string> {
    const known = await this.getByName(name);
    if (known) {
      return this.usable(known, options);
    }
    try {
      return await this.create(name, options);
    } catch (error) {
      // somebody else was quicker
      if (!(error instanceof MlflowError) || error.errorCode !== "RESOURCE_ALREADY_EXISTS") {
        throw error;
      }
    }
    const other = await this.getByName(name);
    if (!other) {
      throw new MlflowError(`experiment "${name}" is there and yet is not: it was deleted at this moment`);
    }
    return this.usable(other, options);
  }

  private async usable(experiment: MlflowExperiment, { restore }: EnsureExperimentOptions): Promise<string> {
    if (experiment.lifecycle_stage === "deleted") {
      if (!restore) {
        throw new MlflowError(
          `experiment "${experiment.name}" was deleted in MLflow: restore it there, or name another in conf/base/mlflow.yml`,
          { status: 403, errorCode: "INVALID_STATE" },
        );
      }
      await this.restore(experiment.experiment_id);
    }
    return experiment.experiment_id;
  }

  /**
   * Creates an experiment.
   *
   * @returns its id.
   * @throws {@link MlflowError} `RESOURCE_ALREADY_EXISTS` when there is one of this name, a deleted one included.
   */
  async create(name: string, { artifactLocation, tags }: CreateExperimentOptions = {}): Promise<string> {
    const answer = await this.transport.post<{ experiment_id: string }>(`${api}/experiments/create`, {
      name,
      ...(artifactLocation === undefined ? {} : { artifact_location: artifactLocation }),
      tags: toKeyValues(tags),
    });
    return answer.experiment_id;
  }

  /** Gets the experiment with this id, a deleted one too. */
  async get(experimentId: string): Promise<MlflowExperiment> {
    const query = { experiment_id: experimentId };
    return (await this.transport.get<{ experiment: MlflowExperiment }>(`${api}/experiments/get`, query)).experiment;
  }

  /** The experiment of this name, a deleted one too, or `null`. */
  async getByName(name: string): Promise<MlflowExperiment | null> {
    try {
      const answer = await this.transport.get<{ experiment: MlflowExperiment }>(`${api}/experiments/get-by-name`, {
        experiment_name: name,
      });
      return answer.experiment;
    } catch (error) {
      if (error instanceof MlflowError && error.errorCode === "RESOURCE_DOES_NOT_EXIST") {
        return null;
      }
      throw error;
    }
  }

  /** Goes through all experiments that a filter finds, 200 a request by default. */
  search({ filter, orderBy, viewType = "ACTIVE_ONLY", pageSize = 200 }: SearchExperimentsOptions = {}) {
    return itemsOf(async (pageToken) => {
      const answer = await this.transport.post<{ experiments?: MlflowExperiment[]; next_page_token?: string }>(
        `${api}/experiments/search`,
        {
          view_type: viewType,
          ...(filter === undefined ? {} : { filter }),
          ...(orderBy === undefined ? {} : { order_by: orderBy }),
          ...pageFields(pageSize, pageToken),
        },
      );
      return { items: answer.experiments, nextPageToken: answer.next_page_token };
    });
  }

  /** Gives an experiment another name. */
  async rename(experimentId: string, newName: string): Promise<void> {
    await this.transport.post(`${api}/experiments/update`, { experiment_id: experimentId, new_name: newName });
  }

  /** Sets a tag, or changes it. */
  async setTag(experimentId: string, key: string, value: string): Promise<void> {
    await this.transport.post(`${api}/experiments/set-experiment-tag`, { experiment_id: experimentId, key, value });
  }

  /** Deletes an experiment and its runs, until {@link restore} brings them back. */
  async delete(experimentId: string): Promise<void> {
    await this.transport.post(`${api}/experiments/delete`, { experiment_id: experimentId });
  }

  /** Brings a deleted experiment back, with the runs that it had. */
  async restore(experimentId: string): Promise<void> {
    await this.transport.post(`${api}/experiments/restore`, { experiment_id: experimentId });
  }
}
