import { isConfigMap } from "../../config";
import type { NodeRunDone } from "../../runner";
import type { holdPartitions } from "./artifact-dataset";

/**
 * Logs the artifacts of a node that did not run, for the cache had its outputs: their files were put back, but this run
 * does not have them yet.
 */
export async function logRestoredArtifacts({ catalog, outputData }: NodeRunDone): Promise<void> {
  const { artifactType, holdPartitions } = await import("./artifact-dataset");
  for (const [name, data] of outputData) {
    const { type, path } = catalog.describe(name);
    if (type === artifactType.name && path !== undefined) {
      await catalog.save(name, isPartitions(data) ? await holdPartitions(data) : data);
    }
  }
}

/** They are read from the very files that are written again. */
function isPartitions(data: unknown): data is Parameters<typeof holdPartitions>[0] {
  return isConfigMap(data) && Object.values(data).every((each) => typeof each === "function");
}
