export { ArtifactsTab } from "./artifactstab";
export { artifactKind, WideArtifact } from "./artifactview";
export { hostRenderer } from "./hostrenderer";
