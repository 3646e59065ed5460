export { ArtifactsTab } from "./artifactstab";
export { WideArtifact } from "./artifactview";
export { hostRenderer } from "./hostrenderer";
