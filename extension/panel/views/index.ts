export { RunPanelView } from "./runpanelview";
export { layOut } from "./sparkline";
