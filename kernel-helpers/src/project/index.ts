export { codeDigest } from "./code-digest";
export { freshNodes } from "./fresh-nodes";
export { resolveModule } from "./project-modules";
export { pipelines, type ProjectPipelines } from "./pipelines";
export {
  defaultPipelineName,
  loadPipeline,
  loadPipelines,
  originOf,
  type NodeOrigin,
  type Pipelines,
} from "./project-pipelines";
