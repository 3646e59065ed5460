export { MlflowClient } from "./client";
export {
  authorizationHeaders,
  credentialsFromEnvironment,
  type MlflowConnection,
  type MlflowCredentials,
} from "./connection";
export type { DatasetInput } from "./dataset-inputs";
export { MlflowError } from "./errors";
export type { KeyValue, LogBatch, MetricPoint, MlflowRun, MlflowRunInfo } from "./types";
