export { loadCatalogConfig, type CatalogConfig } from "./catalog-config";
export { ConfigLoader, configEnvironment, openConfig, type ConfigOptions } from "./config-loader";
export { isConfigMap } from "./config-map";
export { readConfigValue } from "./config-value";
export { fileStamp } from "./file-stamp";
export type { ConfigResolver, ResolverPlace } from "./interpolation";
export type { MergedConfig, MergeStrategy } from "./merged-config";
export { connectionPathVariables, connectionVariables, credentialVariables } from "./connection-variables";
export { importEsModule, lazyJiti, lazyYaml } from "./lazy-modules";
export { loadCredentials } from "./credentials";
export {
  defaultMlflowConfig,
  loadMlflowConfig,
  type ExperimentSettings,
  type LongParamsStrategy,
  type MlflowConfig,
  type NotebookSettings,
  type RequestHeaderSettings,
} from "./mlflow-config";
export { lookUpParameter, nestKeys, parameterKeys } from "./parameter-keys";
export { loadParameters } from "./parameters";
export { findProjectModule, loadProjectModule, loadProjectModuleNow } from "./project-module";
export { loadSettings, type ConfigSettings, type ProjectSettings } from "./project-settings";
export { otlpPathVariables, otlpVariables } from "./otlp-variables";
export { config } from "./project-config";
export { findProjectRoot, type ProjectRoot } from "./project-root";
export { parseTrackingUri, projectDatabase, recordedUri, type SagemakerArn, type TrackingPlace } from "./tracking-uri";
export type { ConfigMap } from "./yaml-file";
