export { OtlpSink } from "./otlp-sink";
