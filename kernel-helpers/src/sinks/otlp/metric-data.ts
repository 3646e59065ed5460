import type { GaugeMetricData, ResourceMetrics } from "@opentelemetry/sdk-metrics";
import type { MetricRecord, RunRecord } from "../../journal";
import { packageVersion } from "../../own-package";
import type { ExporterPackages } from "./exporter-packages";
import type { OtlpOptions } from "./otlp-options";

type HrTime = [seconds: number, nanoseconds: number];

/** Who the points of a run are of: what a backend groups them by. Params and tags may change, so they are none of it. */
export function resourceOf(
  { runId, name, experiment, attempt, parentRunId }: RunRecord,
  { serviceName }: OtlpOptions,
  { resources }: ExporterPackages,
) {
  return resources.resourceFromAttributes({
    "service.name": serviceName,
    // Two runs at once must not be one series.
    "service.instance.id": runId,
    "trackside.run_id": runId,
    "trackside.run_name": name,
    "trackside.experiment": experiment,
    "trackside.attempt": attempt,
    ...(parentRunId === null ? {} : { "trackside.parent_run_id": parentRunId }),
  });
}

/** Turns points into gauges, one for each key, each point at its own time. */
export function toResourceMetrics(
  points: readonly MetricRecord[],
  resource: ResourceMetrics["resource"],
  startTime: number,
  hasSteps: boolean,
  { api: { ValueType }, metrics: { AggregationTemporality, DataPointType } }: ExporterPackages,
): ResourceMetrics {
  const gauges = new Map<string, GaugeMetricData>();
  for (const { key, value, step, time } of points) {
    let gauge = gauges.get(key);
    if (!gauge) {
      gauge = {
        descriptor: { name: key, description: "", unit: "", valueType: ValueType.DOUBLE },
        aggregationTemporality: AggregationTemporality.CUMULATIVE,
        dataPointType: DataPointType.GAUGE,
        dataPoints: [],
      };
      gauges.set(key, gauge);
    }
    gauge.dataPoints.push({
      startTime: toHrTime(startTime),
      endTime: toHrTime(time),
      attributes: hasSteps ? { step } : {},
      value: Number(value),
    });
  }
  return {
    resource,
    scopeMetrics: [{ scope: { name: "trackside", version: packageVersion() }, metrics: [...gauges.values()] }],
  };
}

/** @param time - milliseconds since the epoch. */
function toHrTime(time: number): HrTime {
  const seconds = Math.floor(time / 1_000);
  return [seconds, Math.round((time - seconds * 1_000) * 1e6)];
}
