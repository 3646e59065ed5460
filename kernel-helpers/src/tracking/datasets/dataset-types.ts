import type { DatasetType } from "../../catalog";
import { artifactType } from "./artifact-dataset";
import { metricType } from "./metric-dataset";
import { metricHistoryType } from "./metric-history-dataset";
import { metricsHistoryType } from "./metrics-history-dataset";
import { modelTypes } from "./model-types";

/** The datasets that MLflow keeps. */
export const mlflowTypes: readonly DatasetType[] = [
  artifactType,
  metricType,
  metricHistoryType,
  metricsHistoryType,
  ...modelTypes,
];
