import { installNodeResultDisplay } from "./display";
import { trackNodes } from "./tracking";

export { catalog, type Catalog, type DatasetDescription, type TableRow, type TableValue } from "./catalog";
export { config, type ConfigResolver, type ConfigSettings, type ProjectSettings } from "./config";
export { TracksideError, type TracksideErrorOptions } from "./errors";
export type {
  ExpiringRequestHeaders,
  RequestHeaderContext,
  RequestHeaderProvider,
  RequestHeaders,
} from "./mlflow-connection";
export {
  node,
  params,
  pipeline,
  registerHooks,
  run,
  type NodeInputs,
  type NodeOptions,
  type NodeOutputs,
  type Pipeline,
  type PipelineHooks,
  type PipelineNode,
  type RunOptions,
  type RunResult,
} from "./pipeline";
export type { MarkedRecord, RunSink, Sink, SinkFactory, SinkRun, Written } from "./sinks";
export {
  mlflow,
  type ActiveRun,
  type Batch,
  type Dataset,
  type DatasetOptions,
  type Figure,
  type ImageOptions,
  type LoggedImage,
  type MetricOptions,
  type RawImage,
  type StartRunOptions,
  type TableData,
} from "./tracking";

installNodeResultDisplay();
trackNodes();
