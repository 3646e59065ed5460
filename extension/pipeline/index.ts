export { PipelineGraph } from "./pipelinegraph";
export { PipelineTab } from "./pipelinetab";
