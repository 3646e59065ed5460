export { PipelineGraph, pipelineGraphKind } from "./pipelinegraph";
export { PipelineTab } from "./pipelinetab";
