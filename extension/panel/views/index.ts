export { RunPanelView } from "./runpanelview";
