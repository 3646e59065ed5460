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
export { insertCells, setCellInserter, type CellInserter } from "./cell-insertion";
export { show } from "./show";
