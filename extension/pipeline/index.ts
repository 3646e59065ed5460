export { PipelineTab } from "./pipelinetab";
