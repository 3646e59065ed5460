export {
  registerHooks,
  registeredHooks,
  type NodeRun,
  type NodeRunDone,
  type NodeRunFailed,
  type PipelineHooks,
  type PipelineRun,
  type PipelineRunDone,
} from "./hooks";
export { interruptRuns } from "./interrupt";
export { node, type NodeInputs, type NodeOptions, type NodeOutputs, type PipelineNode } from "./node";
export { viewOfDone, viewOfFailed, viewOfRunning } from "./node-view";
export { setNotebookBindings } from "./notebook-bindings";
export { params } from "./params";
export type { NameMapping } from "./namespace-mapping";
export { pipeline, type PipelineOptions } from "./pipeline";
export type { PipelineFilter } from "./pipeline-filter";
export type { Pipeline } from "./pipeline-type";
export { run, type RunOptions, type RunResult } from "./run";
export type { Selection } from "./selection";
