export { TensorboardSink } from "./tensorboard-sink";
