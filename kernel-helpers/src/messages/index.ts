export {
  gatewayPath,
  type ArtifactView,
  type AttemptView,
  type CellPlace,
  type DatasetView,
  type Delivery,
  type InputView,
  type MetricExtreme,
  type MetricValue,
  type MetricView,
  type NodeDigests,
  type NodeView,
  type ParamChange,
  type RunChange,
  type RunNodeView,
  type RunStatus,
  type RunView,
  type SinkDelivery,
  type ViewMessage,
} from "./run-view";
export type { CellView, ExecutedCell, ExecutedCells, LoggedKind, LoggedNames } from "./executed-cell";
export { kernelIdTag, kernelProcessTag, type KernelSettings, type KernelState } from "./follow-kernel";
export { isReservedTag, noteTag, reservedTagPrefixes, runNameTag, type RunEdit } from "./run-edit";
export { runCommTarget, type RunRequest, type RunRequestAnswer } from "./run-request";
export type { ListedRun, RunList } from "./run-list";
export type { MetricHistory, MetricSeries } from "./metric-history";
export { cellsCommTarget, type InsertCells } from "./insert-cells";
export type { TableColumnView, TableView } from "./table-view";
export { nodeResultMimeType, type NodeResult } from "./node-result";
