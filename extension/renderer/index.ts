export { NodeResultRenderer } from "./noderesultrenderer";
export { NodeResultView } from "./noderesultview";
export { parseNodeResult } from "./parse";
export { rendererPlugin } from "./plugin";
