export { trackKernel } from "./kernel-tracking";
export { mlflow, type ActiveRun } from "./mlflow";
export { trackNodes } from "./node-tracking";
export type { MetricOptions } from "./run-recorder";
export type { StartRunOptions } from "./session";
