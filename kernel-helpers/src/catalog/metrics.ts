import { isConfigMap } from "../config";
import { TracksideError } from "../errors";
import type { MetricValue } from "../messages";

/**
 * Flattens metrics by name; names of nested objects are joined by `/`, by which MLflow's UI groups them. NaN and the
 * infinities become text, as JSON cannot carry them.
 *
 * @param keep - What to do with a value that is no number: `"fail"`, or `"numbers"` to leave it out.
 */
export function flattenMetrics(dataset: string, value: unknown, keep: "fail" | "numbers"): Record<string, MetricValue> {
  const metrics: Record<string, MetricValue> = {};
  if (isConfigMap(value)) {
    collect(metrics, dataset, value, "", keep);
  } else if (keep === "fail") {
    throw notNumbers(dataset, "it is not an object");
  }
  return metrics;
}

function collect(
  metrics: Record<string, MetricValue>,
  dataset: string,
  branch: Readonly<Record<string, unknown>>,
  prefix: string,
  keep: "fail" | "numbers",
): void {
  for (const [key, value] of Object.entries(branch)) {
    const name = prefix + key;
    const metric = toMetricValue(value);
    if (metric !== undefined) {
      metrics[name] = metric;
    } else if (isConfigMap(value)) {
      collect(metrics, dataset, value, `${name}/`, keep);
    } else if (keep === "fail") {
      throw notNumbers(dataset, `"${name}" is ${value === null ? "null" : `a ${typeof value}`}`);
    }
  }
}

function toMetricValue(value: unknown): MetricValue | undefined {
  if (typeof value === "number") {
    return Number.isFinite(value) ? value : (String(value) as MetricValue);
  }
  return value === "NaN" || value === "Infinity" || value === "-Infinity" ? value : undefined;
}

function notNumbers(dataset: string, problem: string): TracksideError {
  return new TracksideError(`metrics dataset "${dataset}": ${problem}`, {
    code: "catalog.not-metrics",
    hint: 'Metrics are an object of numbers, such as { accuracy: 0.93, "f1/late": 0.8 }.',
  });
}
