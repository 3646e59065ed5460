import { TracksideError } from "../errors";
import type { MetricValue } from "../messages";

/** MLflow's limits; what is longer is cut by the server without a word, so that it is decided here. */
export const longestParamValue = 6_000;
export const longestTagValue = 8_000;
const longestKey = 250;
const longestExperiment = 500;

const keyPattern = /^[\w\-./: ]+$/;

/** Words joined by single dots, as nearly all keys are: they need no further look. */
const simpleKeyPattern = /^[\w-]+(?:\.[\w-]+)*$/;

function isPath(key: string): boolean {
  return (
    /^[^./]+$/.test(key) ||
    (!key.startsWith("/") && !key.split("/").some((part) => part === "" || part === "." || part === ".."))
  );
}

/**
 * Checks the name of a param, metric or tag by MLflow's rules.
 *
 * @throws {@link TracksideError} `tracking.invalid-key` naming what is wrong and a name that would do.
 */
export function checkKey(what: "param" | "metric" | "tag", key: unknown): asserts key is string {
  if (typeof key === "string" && key.length <= longestKey && simpleKeyPattern.test(key)) {
    return;
  }
  if (typeof key !== "string" || key.trim() === "") {
    throw new TracksideError(`the name of a ${what} must be a text that is not empty, but is ${String(key)}`, {
      code: "tracking.invalid-key",
      hint: `Write mlflow.log${what === "param" ? "Param" : "Metric"}("loss", value), the name first.`,
    });
  }
  if (!keyPattern.test(key) || !isPath(key) || key.length > longestKey) {
    const suggestion = key
      .replace(/[^\w\-./: ]+/g, "_")
      .replace(/\.\.+/g, ".")
      .replace(/^\/+|\/(?=\/|$)/g, "");
    throw new TracksideError(`MLflow takes no ${what} named ${JSON.stringify(key.slice(0, longestKey + 1))}`, {
      code: "tracking.invalid-key",
      hint: `Use at most ${longestKey} letters, digits, _ - . : / and spaces, for example "${suggestion.slice(0, longestKey)}".`,
    });
  }
}

/**
 * Checks the name of an experiment.
 *
 * @throws {@link TracksideError} `tracking.invalid-key` when it is empty or longer than MLflow takes.
 */
export function checkExperiment(name: unknown): asserts name is string {
  if (typeof name !== "string" || name.trim() === "" || name.length > longestExperiment) {
    throw new TracksideError(`MLflow takes no experiment named ${describe(name)}`, {
      code: "tracking.invalid-key",
      hint: `Give a text of 1 to ${longestExperiment} characters.`,
    });
  }
}

/**
 * Checks a metric's value and gives it the form in which it travels.
 *
 * @throws {@link TracksideError} `tracking.invalid-value` when it is not a number.
 */
export function metricValue(key: string, value: unknown): MetricValue {
  if (typeof value !== "number") {
    throw new TracksideError(`metric "${key}" must be a number, but is ${describe(value)}`, {
      code: "tracking.invalid-value",
      hint: "Log what is not a number by mlflow.logParam or mlflow.setTag.",
    });
  }
  return Number.isFinite(value) ? value : (String(value) as MetricValue);
}

/**
 * Checks a whole number, a step or a time: MLflow answers "OK" to a fraction and drops the point.
 *
 * @throws {@link TracksideError} `tracking.invalid-value`.
 */
function checkWholeNumber(what: "step" | "timestamp", key: string, value: number): void {
  if (!Number.isSafeInteger(value)) {
    throw new TracksideError(`the ${what} of metric "${key}" must be a whole number, but is ${describe(value)}`, {
      code: "tracking.invalid-value",
      hint: what === "step" ? "Count steps: 0, 1, 2, ..." : "Give milliseconds since the epoch, as Date.now() does.",
    });
  }
}

/** @throws {@link TracksideError} `tracking.invalid-value` where a metric's step or timestamp is no whole number. */
export function checkPlace(key: string, step: number, timestamp: number): void {
  checkWholeNumber("step", key, step);
  checkWholeNumber("timestamp", key, timestamp);
}

/** The text of a param's or tag's value: texts as they are, objects as JSON. */
export function textOf(value: unknown): string {
  return typeof value === "object" && value !== null ? JSON.stringify(value) : String(value);
}

/** A tag's value within MLflow's limit, cut with a mark where it is longer. */
export function tagValue(value: unknown): string {
  const text = textOf(value);
  return text.length > longestTagValue ? `${text.slice(0, longestTagValue - 1)}…` : text;
}

/**
 * Checks a path in a run's artifacts and joins its parts.
 *
 * @throws {@link TracksideError} `tracking.invalid-path` when it leads outside of the run.
 */
export function artifactPath(...parts: readonly string[]): string {
  const path = parts.filter((part) => part !== "").join("/");

  if (!isPath(path) || /[\\\u0000-\u001f]/.test(path)) {
    throw new TracksideError(`${JSON.stringify(path)} is not a path within a run's artifacts`, {
      code: "tracking.invalid-path",
      hint: 'Give a relative path with forward slashes, for example "reports/summary.md".',
    });
  }
  return path;
}

function describe(value: unknown): string {
  return typeof value === "string" ? JSON.stringify(value) : String(value);
}
