export { registerMlflowDatasets } from "./register";
export { logRestoredArtifacts } from "./restored-artifacts";
