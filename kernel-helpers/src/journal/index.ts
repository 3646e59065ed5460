export { FolderWatch } from "./watch";
export {
  journalExtension,
  listRunIds,
  runDirectory,
  runsDirectory,
  spoolDirectory,
  stateDirectory,
  stateDirectoryIn,
} from "./layout";
export { findRecord, JournalTail, journalFiles, readRecords, type ReadRecord, type ReadResult } from "./reader";
export { metricPointsOf } from "./metric-points";
export { JournalWriter } from "./writer";
export { cellsArtifacts } from "./cells-artifacts";
export { readCells, RecordedCells } from "./recorded-cells";
export { RecordedNodes } from "./recorded-nodes";
export {
  canRead,
  journalVersion,
  mostEntriesOfRecord,
  type ArtifactRecord,
  type CellRecord,
  type EndRecord,
  type InputRecord,
  type JournalRecord,
  type MetricRecord,
  type MetricsRecord,
  type NodeRecord,
  type ParamRecord,
  type ParamsRecord,
  type PlanEndRecord,
  type PlannedNode,
  type PlanRecord,
  type RecordedNode,
  type RunRecord,
  type SinkSettings,
  type TagRecord,
} from "./records";
