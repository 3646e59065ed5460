export { explain, type InputExplanation, type NodeExplanation } from "./explain";
export {
  registerHooks,
  type CatalogCreated,
  type DatasetDataEvent,
  type DatasetEvent,
  type NodeRun,
  type NodeRunDone,
  type NodeRunFailed,
  type PipelineHooks,
  type PipelineRun,
  type PipelineRunDone,
  type PipelineRunFailed,
  type ProjectContext,
  type RunParams,
  type WorkerPart,
} from "./hooks";
export { interruptRuns } from "./interrupt";
export { viewOfDone, viewOfFailed, viewOfRunning } from "./node-view";
export { parameters, type ProjectParameters } from "./parameters";
export { params } from "./params";
export type { ProjectSettings } from "./project-hooks";
export { run, type RunOptions } from "./run";
export type { RunResult } from "./run-result";
