export type { ServerAbilities } from "./abilities";
export type { ArtifactEntry, ArtifactOwner } from "./artifact-list";
export { createAgent } from "./agent";
export { MlflowClient } from "./client";
export {
  authorizationHeaders,
  credentialsFromEnvironment,
  type MlflowConnection,
  type MlflowCredentials,
  type OutgoingRequest,
  type RequestAuthenticator,
  type TlsSettings,
} from "./connection";
export type { DatasetInput, DatasetInputMessage } from "./dataset-inputs";
export {
  MlflowAbilityError,
  MlflowError,
  MlflowValueError,
  type KnownMlflowErrorCode,
  type MlflowErrorCode,
  type MlflowErrorDetails,
} from "./errors";
export type { CreateExperimentOptions, EnsureExperimentOptions, SearchExperimentsOptions } from "./experiments";
export type {
  CreateLoggedModelRequest,
  LoggedModel,
  LoggedModelInfo,
  LoggedModelStatus,
  SearchLoggedModelsOptions,
} from "./logged-models";
export type { MetricHistoryPoint, SampleOptions } from "./metrics";
export type { CreateModelVersionRequest, ModelVersion } from "./model-versions";
export type { MultipartOptions } from "./multipart-upload";
export type { PageOptions } from "./pages";
export type { RegisteredModel, RegisteredModelOptions, SearchModelsOptions } from "./registered-models";
export type { RunUpdate, SearchRunsOptions } from "./runs";
export { isRunPageRequest } from "./run-page";
export { tagField } from "./search-filter";
export type {
  CreateRunRequest,
  KeyValue,
  LifecycleStage,
  LogBatch,
  MetricPoint,
  MlflowExperiment,
  MlflowRun,
  MlflowRunInfo,
  RunModelOutput,
  ViewType,
} from "./types";
