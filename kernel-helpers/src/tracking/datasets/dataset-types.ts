import { registerDatasetType } from "../../catalog";
import { artifactType } from "./artifact-dataset";
import { metricType } from "./metric-dataset";
import { metricHistoryType } from "./metric-history-dataset";
import { metricsHistoryType } from "./metrics-history-dataset";
import { modelTypes } from "./model-types";

/** Makes the datasets that MLflow keeps known to catalogs, as a plugin of the user's own would. */
export function registerMlflowDatasets(): void {
  [artifactType, metricType, metricHistoryType, metricsHistoryType, ...modelTypes].forEach(registerDatasetType);
}
