export { CopyButton } from "./copybutton";
export { DatasetFlow } from "./datasetflow";
export { formatDataset, formatDuration, formatMetric, formatMoment, formatSeconds } from "./format";
export { asRenderer, runIcon } from "./icons";
export { PairTable } from "./pairtable";
export { StatusIcon, type StatusKind } from "./statusicon";
export {
  createViewContext,
  translationDomain,
  useViewContext,
  ViewContextProvider,
  type ViewContext,
} from "./viewcontext";
