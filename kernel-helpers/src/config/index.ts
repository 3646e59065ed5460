export { loadCatalogConfig, type CatalogConfig } from "./catalog-config";
export type { MergedConfig } from "./config-files";
export { connectionPathVariables, connectionVariables, credentialVariables } from "./connection-variables";
export { lazyYaml } from "./lazy-modules";
export { loadCredentials } from "./credentials";
export {
  defaultMlflowConfig,
  loadMlflowConfig,
  type ExperimentSettings,
  type LongParamsStrategy,
  type MlflowConfig,
  type RequestHeaderSettings,
} from "./mlflow-config";
export { isConfigMap, loadParameters, lookUpParameter, overrideParameters, parameterKeys } from "./parameters";
export { otlpPathVariables, otlpVariables } from "./otlp-variables";
export { findProjectRoot, type ProjectRoot } from "./project-root";
export { parseTrackingUri, projectDatabase, recordedUri, type SagemakerArn, type TrackingPlace } from "./tracking-uri";
export type { ConfigMap } from "./yaml-file";
