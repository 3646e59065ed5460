import { configLoading } from "./config-loading.mjs";
import { csvLoading } from "./csv-loading.mjs";
import { extensionSize } from "./extension-size.mjs";
import { jupyterStart } from "./jupyter-start.mjs";
import { kernelStart } from "./kernel-start.mjs";
import { labStart } from "./lab-start.mjs";
import { logMetricCost } from "./log-metric-cost.mjs";
import { metricsPerSecond } from "./metrics-per-second.mjs";
import { nodeOverhead } from "./node-overhead.mjs";
import { panelDelay } from "./panel-delay.mjs";
import { panelLoad } from "./panel-load.mjs";
import { pipelineGraph } from "./pipeline-graph.mjs";
import { trackedPipeline } from "./tracked-pipeline.mjs";

/** All that is measured, in this order. */
export const figureSets = [
  logMetricCost,
  metricsPerSecond,
  trackedPipeline,
  nodeOverhead,
  configLoading,
  csvLoading,
  kernelStart,
  jupyterStart,
  extensionSize,
  labStart,
  panelDelay,
  panelLoad,
  pipelineGraph,
];
