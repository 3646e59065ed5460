export { RunPanel, type RunPanelOptions } from "./panel";
export { panelPlugin } from "./plugin";
export { RunPanelView } from "./views";
