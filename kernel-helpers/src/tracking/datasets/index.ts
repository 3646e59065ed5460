export { registerMlflowDatasets } from "./dataset-types";
