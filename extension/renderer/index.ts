export { NodeResultRenderer } from "./noderesultrenderer";
export { NodeResultView } from "./noderesultview";
export { rendererPlugin } from "./plugin";
