export { ArtifactsTab } from "./artifactstab";
