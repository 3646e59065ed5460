export {
  gatewayPath,
  type AttemptView,
  type DatasetView,
  type Delivery,
  type MetricValue,
  type MetricView,
  type NodeDigests,
  type NodeView,
  type RunChange,
  type RunStatus,
  type RunView,
  type SinkDelivery,
  type ViewMessage,
} from "./run-view";
export { cellsCommTarget, type InsertCells } from "./insert-cells";
export { nodeResultMimeType, type NodeResult } from "./node-result";
