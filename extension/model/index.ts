export { RunPanelModel, type RunPanelModelOptions } from "./runpanelmodel";
export type { IRunPanelModel, PanelState } from "./tokens";
