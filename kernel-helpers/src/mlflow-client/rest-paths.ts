import { MlflowValueError } from "./errors";

/** MLflow's REST has been at 2.0 since MLflow 1.0; what came with MLflow 3 alone is at 3.0. */
export const api = "/api/2.0/mlflow";
export const newerApi = "/api/3.0/mlflow";
export const artifactsApi = "/api/2.0/mlflow-artifacts";

/**
 * Writes an id or a key as one segment of a path.
 *
 * @throws {@link MlflowValueError} for what would lead to another path: nothing at all, `.` and `..`.
 */
export function pathSegment(what: string, value: string): string {
  if (["", ".", ".."].includes(value)) {
    throw new MlflowValueError(what, `is ${JSON.stringify(value)}, which cannot be a part of a path`);
  }
  return encodeURIComponent(value);
}

/** Tags, as MLflow's REST takes them. */
export function toKeyValues(tags: Readonly<Record<string, string>> = {}): { key: string; value: string }[] {
  return Object.entries(tags).map(([key, value]) => ({ key, value }));
}
