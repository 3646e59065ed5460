export { listNames, type DatasetNames } from "./dataset-names";
export {
  definitionOf,
  isNode,
  isParameterName,
  node,
  type NodeInputs,
  type NodeOptions,
  type NodeOutputs,
  type PipelineNode,
} from "./node";
export {
  cellSources,
  currentFunction,
  notebookBindings,
  readBinding,
  setCellSources,
  setNotebookBindings,
  type AnyFunction,
} from "./notebook-bindings";
export type { NameMapping } from "./namespace-mapping";
export { pipeline, type PipelineOptions } from "./pipeline";
export type { PipelineFilter } from "./pipeline-filter";
export { isPipeline, nodesOf } from "./pipeline-object";
export type { Pipeline } from "./pipeline-type";
export { selectionOf, selectNodes, type Selection } from "./selection";
export { datasetOf } from "./transcoding";
