export { MlflowSink, type MlflowTarget } from "./mlflow-sink";
