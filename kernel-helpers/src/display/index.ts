export { installNodeResultDisplay, NodeResultDisplay } from "./node-result-display";
export { nodeResultText } from "./node-result-text";
export {
  display,
  displaySymbol,
  isDisplayConnected,
  setDisplayPublisher,
  type DisplayPublisher,
  type MimeBundle,
} from "./publisher";
export { show } from "./show";
