export { deliveryText } from "./delivery";
export { RunPanelView } from "./runpanelview";
