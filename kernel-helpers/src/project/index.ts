export { codeDigest } from "./code-digest";
export {
  defaultPipelineName,
  loadPipeline,
  loadPipelines,
  originOf,
  type NodeOrigin,
  type Pipelines,
} from "./project-pipelines";
