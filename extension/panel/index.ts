export { PanelLayout } from "./layout";
export { RunPanelModel, type RunPanelModelOptions } from "./model";
export { RunPanel, type RunPanelOptions } from "./panel";
export { panelPlugin } from "./plugin";
export { commandIds, type IRunPanelModel, type PanelState, type SectionId } from "./tokens";
export { layOut, RunPanelView } from "./views";
