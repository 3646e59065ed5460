import type { LongParamsStrategy } from "../config";
import { TracksideError } from "../errors";
import type { RunRecorder } from "./run-recorder";
import { longestParamValue } from "./validation";

/**
 * A param that fits into MLflow: a value too long is refused, made a tag of the run, or cut.
 *
 * @throws {@link TracksideError} `tracking.param-too-long`.
 */
export function fitParam(
  key: string,
  value: string,
  strategy: LongParamsStrategy,
  run: RunRecorder,
): readonly [string, string] {
  if (value.length <= longestParamValue) {
    return [key, value];
  }
  if (strategy === "fail") {
    throw new TracksideError(`param "${key}" has ${value.length} characters, and MLflow takes ${longestParamValue}`, {
      code: "tracking.param-too-long",
      hint: "Log it by mlflow.logText, or set tracking.params.long_params_strategy to tag or truncate in mlflow.yml.",
    });
  }
  if (strategy === "tag") {
    run.tag(key, value);
  }
  return [key, `${value.slice(0, longestParamValue - 1)}…`];
}
