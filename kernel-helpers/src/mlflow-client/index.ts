export { MlflowClient } from "./client";
export {
  authorizationHeaders,
  credentialsFromEnvironment,
  type MlflowConnection,
  type MlflowCredentials,
} from "./connection";
export type { DatasetInput } from "./dataset-inputs";
export {
  MlflowAbilityError,
  MlflowError,
  MlflowValueError,
  type KnownMlflowErrorCode,
  type MlflowErrorCode,
  type MlflowErrorDetails,
} from "./errors";
export type { KeyValue, LogBatch, MetricPoint, MlflowRun, MlflowRunInfo } from "./types";
