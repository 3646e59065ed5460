export {
  gatewayPath,
  type AttemptView,
  type DatasetView,
  type Delivery,
  type InputView,
  type MetricValue,
  type MetricView,
  type NodeDigests,
  type NodeView,
  type ParamChange,
  type RunChange,
  type RunStatus,
  type RunView,
  type SinkDelivery,
  type ViewMessage,
} from "./run-view";
export { noteTag, reservedTagPrefixes, runNameTag, type RunEdit } from "./run-edit";
export { runCommTarget, type RunRequest, type RunRequestAnswer } from "./run-request";
export { cellsCommTarget, type InsertCells } from "./insert-cells";
export { nodeResultMimeType, type NodeResult } from "./node-result";
