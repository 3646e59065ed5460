export { createSink, type SinkContext } from "./create-sink";
export { MlflowSink, type MlflowTarget } from "./mlflow";
export type { SinkFactory } from "./module-sink";
export type { MarkedRecord, RunSink, Sink, SinkRun, Written } from "./sink";
