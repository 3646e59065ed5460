import type { LongParamsStrategy } from "../config";
import { TracksideError } from "../errors";
import { longestParamValue } from "./validation";

/**
 * A param's value that fits into MLflow: one too long is refused, or cut.
 *
 * @throws {@link TracksideError} `tracking.param-too-long`.
 */
export function fitParam(key: string, value: string, strategy: LongParamsStrategy): string {
  if (value.length <= longestParamValue) {
    return value;
  }
  if (strategy === "fail") {
    throw new TracksideError(`param "${key}" has ${value.length} characters, and MLflow takes ${longestParamValue}`, {
      code: "tracking.param-too-long",
      hint: "Log it by mlflow.logText, or set tracking.params.long_params_strategy to tag or truncate in mlflow.yml.",
    });
  }
  return `${value.slice(0, longestParamValue - 1)}…`;
}
