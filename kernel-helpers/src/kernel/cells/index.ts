export { describeThrown, interruptedError } from "./cell-error";
export { representResult } from "./cell-result";
export { CellRunner, type CellResult } from "./cell-runner";
export { Interrupts } from "./interrupts";
export { addModuleFallback, addTypeFallbacks, typeFallbacks } from "./package-fallback";
export { SourceMap } from "./source-map";
export { TslabSession } from "./tslab-session";
export { describeDiagnostics } from "./type-error";
export { captureOutput } from "./user-output";
