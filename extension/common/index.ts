export { afterCommand } from "./aftercommand";
export { browserMemory, browserState, type BrowserMemory, type SavedState } from "./browsermemory";
export { cellStatusWord, loggedNames, loggedText } from "./celltext";
export { commandIds } from "./commandids";
export { CopyButton } from "./copybutton";
export { DatasetFlow } from "./datasetflow";
export { Disclosure } from "./disclosure";
export { EditFailure } from "./editfailure";
export { heighten, readableWidth, widen } from "./enlarge";
export { ErrorText } from "./errortext";
export { FaultBoundary } from "./faultboundary";
export {
  formatBytes,
  formatDataset,
  formatDuration,
  formatMetric,
  formatMoment,
  formatNumber,
  formatSeconds,
} from "./format";
export { IconButton } from "./iconbutton";
export { asRenderer, moreIcon, noteIcon, pauseIcon, resumeIcon, runIcon, tagIcon } from "./icons";
export { messageOf } from "./messageof";
export { MiddleCut } from "./middlecut";
export { Notice } from "./notice";
export { PairTable } from "./pairtable";
export {
  PanelLayout,
  tabIds,
  type CompareArrangement,
  type PanelArrangement,
  type RunSort,
  type TabId,
} from "./panellayout";
export {
  PanelServicesProvider,
  usePanelServices,
  type IDataRenderer,
  type IGatewayRequests,
  type INotebookAccess,
  type PanelServices,
  type TabProps,
  type WideView,
} from "./panelservices";
export {
  EditRequests,
  RunActionsProvider,
  useEditRequest,
  useRunActions,
  type EditKind,
  type RunActions,
} from "./runactions";
export { useEdit, type Edit } from "./useedit";
export { useFocusAfter } from "./usefocusafter";
export { useReading, type Reading } from "./usereading";
export { QualifiedName } from "./qualifiedname";
export { whenQuiet } from "./quietmoment";
export { SearchField } from "./searchfield";
export { Caret, Section } from "./section";
export { statusKind, statusWord } from "./runstatuskind";
export { StatusIcon, type StatusKind } from "./statusicon";
export { onThemeChange } from "./themechange";
export {
  createViewContext,
  translationDomain,
  useViewContext,
  ViewContextProvider,
  type ViewContext,
} from "./viewcontext";
export { wideKinds } from "./widekinds";
