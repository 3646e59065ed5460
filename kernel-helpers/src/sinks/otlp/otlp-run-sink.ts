import type { ResourceMetrics } from "@opentelemetry/sdk-metrics";
import type { Rejection } from "../../delivery";
import { metricPointsOf, type MetricRecord } from "../../journal";
import type { MarkedRecord, RunSink, Written } from "../sink";

/** What brings points to a collector. */
export interface PointExport {
  readonly toRequest: (points: readonly MetricRecord[]) => ResourceMetrics;
  readonly send: (request: ResourceMetrics) => Promise<void>;
  /** Where to, for messages. */
  readonly endpoint: string;
}

/** HTTP's answers to a request that will not do better another time: what is in it is wrong, or there is too much. */
const refusals = new Set([400, 413, 422]);

/** One run's points on their way to a collector: sent again where an answer is lost, since there is no way to ask. */
export class OtlpRunSink implements RunSink {
  constructor(private readonly points: PointExport) {}

  async write(records: readonly MarkedRecord[]): Promise<Written> {
    const points = records.flatMap(({ record }) => metricPointsOf(record));
    return { taken: records.length, rejected: points.length > 0 ? await this.send(points) : [] };
  }

  /** Sends points in one request; where the collector refuses it for good, halves find those that are to blame. */
  private async send(points: readonly MetricRecord[]): Promise<Rejection[]> {
    try {
      await this.points.send(this.points.toRequest(points));
      return [];
    } catch (error) {
      const { code } = error as { readonly code?: unknown };
      if (typeof code !== "number" || !refusals.has(code)) {
        throw new Error(`${this.points.endpoint} does not take metrics: ${described(error)}`, { cause: error });
      }
      if (points.length === 1) {
        return points.map(({ key }) => ({ what: `metric ${key}`, reason: described(error) }));
      }
      const middle = Math.ceil(points.length / 2);
      return [...(await this.send(points.slice(0, middle))), ...(await this.send(points.slice(middle)))];
    }
  }
}

/** A refused connection to each of a name's addresses has no message of its own. */
function described(error: unknown): string {
  const { message, code, name } = error as { message?: string; code?: string | number; name?: string };
  const text = message === undefined || message === "" ? (name ?? "it failed") : message;
  return typeof code === "number" ? `${code} ${text}` : text === name && code !== undefined ? code : text;
}
