export { panelPlugin } from "./plugin";
export { RunPanelView } from "./views";
