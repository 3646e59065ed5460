import type { MlflowClient, MetricPoint } from "../mlflow-client";
import type { RunProjection } from "./run-projection";

/** A page costs the server about 44 ms a thousand points; the last one is asked for again when there are more. */
const pageSize = 1_000;

/** Reads the points of one metric of a run from MLflow as they are added, each once. */
export class MetricCourse {
  /** Of the page that is not full yet. */
  private pageToken: string | undefined;
  /** Points of that page that are known. */
  private known = 0;
  /** The last point in MLflow's summary of the run, as of the last time that all was read. */
  private readTo = "";

  constructor(
    private readonly runId: string,
    private readonly key: string,
  ) {}

  /** Tells whether there is nothing to read behind a metric's last point. */
  isReadTo(last: MetricPoint): boolean {
    return this.readTo === mark(last);
  }

  /** Forgets that all is read: points may have been added that are not the last by their step. */
  doubt(): void {
    this.readTo = "";
  }

  /** Reads a page on. */
  async read(client: MlflowClient, projection: RunProjection, last: MetricPoint): Promise<void> {
    const { items = [], nextPageToken } = await client.metrics.historyPage(
      this.runId,
      this.key,
      pageSize,
      this.pageToken,
    );
    for (const { value, step, timestamp } of items.slice(this.known)) {
      // in the words of JSON, NaN and the infinities too
      const told = Number.isFinite(value) ? value : (String(value) as "NaN" | "Infinity" | "-Infinity");
      projection.apply({ type: "metric", key: this.key, value: told, step, time: timestamp });
    }
    if (nextPageToken === undefined) {
      this.known = items.length;
      this.readTo = mark(last);
    } else {
      this.pageToken = nextPageToken;
      this.known = 0;
    }
  }
}

function mark({ value, step, timestamp }: MetricPoint): string {
  return JSON.stringify([value, step, timestamp]);
}
