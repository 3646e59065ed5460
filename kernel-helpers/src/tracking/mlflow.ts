import { fromRows } from "./dataset";
import { artifactLogging } from "./log-artifacts";
import { valueLogging } from "./log-values";
import { runControl } from "./run-control";

/**
 * MLflow's fluent API, in camelCase. Every call returns at once: it writes to the run's journal on disk, from which a
 * process of its own brings it to MLflow. The run opens by itself with the first call.
 *
 * @see https://mlflow.org/docs/latest/api_reference/python_api/mlflow.html
 *
 * @example
 * ```ts
 * import { mlflow } from "trackside";
 *
 * mlflow.logParams({ learningRate: 0.1, epochs: 3 });
 * for (let epoch = 0; epoch < 3; epoch++) {
 *   mlflow.logMetric("loss", 1 / (epoch + 1), { step: epoch });
 * }
 * mlflow.setTag("stage", "exploration");
 * mlflow.logText("# Done", "notes.md");
 * ```
 */
export const mlflow = {
  ...valueLogging,
  ...artifactLogging,
  ...runControl,
  /** Describes data for `mlflow.logInput`. */
  data: { fromRows },
};
