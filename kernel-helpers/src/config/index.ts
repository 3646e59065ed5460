export { loadCatalogConfig, type CatalogConfig } from "./catalog-config";
export type { MergedConfig } from "./config-files";
export { lazyYaml } from "./lazy-modules";
export { defaultMlflowConfig, loadMlflowConfig, type LongParamsStrategy, type MlflowConfig } from "./mlflow-config";
export { isConfigMap, loadParameters, lookUpParameter, overrideParameters, parameterKeys } from "./parameters";
export { findProjectRoot, type ProjectRoot } from "./project-root";
export type { ConfigMap } from "./yaml-file";
