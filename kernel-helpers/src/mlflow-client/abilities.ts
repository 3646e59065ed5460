import { MlflowAbilityError, MlflowError } from "./errors";
import { api, newerApi } from "./rest-paths";
import type { MlflowTransport } from "./transport";

/** What a server can do beyond what all servers can. */
export interface ServerAbilities {
  /** Version of MLflow, for example `3.17.2`; `null` where the server does not tell (MLflow 1, Databricks). */
  readonly version: string | null;
  /** Models as things of their own, with `runs/outputs`: of MLflow 3.0 on. */
  readonly loggedModels: boolean;
  /** Thins a metric's history by itself: after MLflow 2.9. */
  readonly sampledMetricHistory: boolean;
  /**
   * Takes large artifacts in parts, straight to the storage behind it. `null` where the server cannot be asked without
   * starting an upload (before MLflow 3); the first large artifact then shows it.
   */
  readonly multipartUpload: boolean | null;
}

/** Abilities that an operation may need, in words and with what to do about a lack of it. */
const remedies = {
  loggedModels: ["logged models", "they came with MLflow 3.0; before it, log a model as artifacts of its run"],
  datasetInputs: ["dataset inputs", "they came with MLflow 2.4; before it, name the data in tags of the run"],
  aliases: ["aliases of registered models", "they came with MLflow 2.3; before it, mark a version by a tag"],
} as const;

/**
 * Does what only some servers can.
 *
 * @throws {@link MlflowAbilityError} where the server has no such endpoint.
 */
export async function needing<T>(ability: keyof typeof remedies, request: () => Promise<T>): Promise<T> {
  try {
    return await request();
  } catch (error) {
    if (error instanceof MlflowError && error.isMissingEndpoint) {
      const [name, remedy] = remedies[ability];
      throw new MlflowAbilityError(name, remedy, { cause: error });
    }
    throw error;
  }
}

/** Finds out what a server can do, by asking it: no list of versions, which other makers' servers would not fit. */
export async function detectAbilities(transport: MlflowTransport): Promise<ServerAbilities> {
  const [version, loggedModels, sampledMetricHistory, info] = await Promise.all([
    ifThere(() => transport.getText("/version")),
    // both endpoints refuse these requests for what they lack; a server without them does not know the path
    hasEndpoint(() => transport.get(`${api}/logged-models/m-${"0".repeat(32)}`)),
    hasEndpoint(() => transport.get(`${api}/metrics/get-history-bulk-interval`)),
    ifThere(() => transport.get<{ multipart_uploads_enabled?: boolean }>(`${newerApi}/server-info`)),
  ]);
  return {
    version: version !== null && /^\d+\.\d+/.test(version.trim()) ? version.trim() : null,
    loggedModels,
    sampledMetricHistory,
    multipartUpload: info?.multipart_uploads_enabled ?? null,
  };
}

async function hasEndpoint(request: () => Promise<unknown>): Promise<boolean> {
  try {
    await request();
    return true;
  } catch (error) {
    // who may not look at a thing learns that there is a place for such things
    if (error instanceof MlflowError && (error.status === 403 || error.isMissingEndpoint || !error.isTransient)) {
      return !error.isMissingEndpoint;
    }
    throw error;
  }
}

async function ifThere<T>(request: () => Promise<T>): Promise<T | null> {
  try {
    return await request();
  } catch (error) {
    if (error instanceof MlflowError && [403, 404, 405, 501].includes(error.status ?? 0)) {
      return null;
    }
    throw error;
  }
}
