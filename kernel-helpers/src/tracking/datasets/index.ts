export { registerMlflowDatasets } from "./dataset-types";
export { logRestoredArtifacts } from "./restored-artifacts";
