import { installNodeResultDisplay } from "./display";
import { trackPipelines } from "./tracking";

export { catalog, type Catalog, type DatasetDescription } from "./catalog";
export { config, type ConfigResolver, type ConfigSettings } from "./config";
export { show } from "./display";
export { TracksideError, type TracksideErrorOptions } from "./errors";
export { loadNode } from "./load-node";
export type {
  ExpiringRequestHeaders,
  RequestHeaderContext,
  RequestHeaderProvider,
  RequestHeaders,
} from "./mlflow-connection";
export {
  node,
  pipeline,
  type NameMapping,
  type NodeInputs,
  type NodeOptions,
  type NodeOutputs,
  type Pipeline,
  type PipelineFilter,
  type PipelineNode,
  type PipelineOptions,
  type Selection,
} from "./pipeline";
export { pipelines, type ProjectPipelines } from "./project";
export {
  explain,
  parameters,
  params,
  registerHooks,
  run,
  type CatalogCreated,
  type DatasetDataEvent,
  type DatasetEvent,
  type InputExplanation,
  type NodeExplanation,
  type NodeRun,
  type NodeRunDone,
  type NodeRunFailed,
  type PipelineHooks,
  type PipelineRun,
  type PipelineRunDone,
  type PipelineRunFailed,
  type ProjectContext,
  type ProjectParameters,
  type ProjectSettings,
  type RunOptions,
  type RunParams,
  type RunResult,
} from "./runner";
export type { MarkedRecord, RunSink, Sink, SinkFactory, SinkRun, Written } from "./sinks";
export { Table, type ColumnData, type ColumnValues, type TableRow, type TableValue } from "./table";
export {
  mlflow,
  session,
  type ActiveRun,
  type Batch,
  type Dataset,
  type DatasetOptions,
  type Figure,
  type ImageOptions,
  type LoggedImage,
  type MetricOptions,
  type NotebookSession,
  type RawImage,
  type SessionRun,
  type StartRunOptions,
  type TableData,
} from "./tracking";
export {
  typed,
  type MadeBy,
  type ProjectTypes,
  type TypedCatalog,
  type TypedNode,
  type TypedParams,
  type TypedProject,
  type TypedRun,
  type TypedRunOptions,
} from "./typed";

installNodeResultDisplay();
trackPipelines();
