import { readJsonFile, writeJsonFile } from "./json-file";
import { kernelFile } from "./kernel-runs";

/** Where the runs of a kernel are kept that Trackside does not record. */
export interface FollowedKernel {
  readonly projectRoot: string;
  /** As a run's record has it: without credentials, or `local` for the project's own server. */
  readonly trackingUri: string;
}

const fileOf = (kernelId: string) => kernelFile(kernelId, ".mlflow.json");

/** Notes that a kernel's runs are to be looked for in MLflow. */
export function noteFollowedKernel(kernelId: string, place: FollowedKernel): void {
  writeJsonFile(fileOf(kernelId), place);
}

/**
 * Where a kernel's runs are to be looked for; `null` where nobody has asked for that.
 *
 * @throws {@link RangeError} when the id cannot be a kernel's.
 */
export function followedKernel(kernelId: string): FollowedKernel | null {
  return readJsonFile<FollowedKernel>(fileOf(kernelId));
}
