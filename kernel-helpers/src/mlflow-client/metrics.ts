import type { MetricValue } from "../messages";
import type { ServerAbilities } from "./abilities";
import { itemsOf, pageFields, type Page, type PageOptions } from "./pages";
import { api } from "./rest-paths";
import { thinned } from "./thinning";
import type { MlflowTransport } from "./transport";

/** A point of a metric as a number of JavaScript's, NaN and the infinities included. */
export interface MetricHistoryPoint {
  readonly value: number;
  /** Milliseconds since the epoch. */
  readonly timestamp: number;
  readonly step: number;
}

export interface SampleOptions {
  /** About how many points of a run are wanted, 1 to 2,500; 320 by default. */
  readonly points?: number;
  /** First and last step that matter; both or none. */
  readonly steps?: Interval;
}

/** A point as MLflow's REST has it; large numbers may come as text. */
interface PointMessage {
  readonly key: string;
  readonly value: MetricValue;
  readonly timestamp: number | string;
  readonly step: number | string;
  readonly run_id?: string;
}

type Interval = readonly [first: number, last: number];

/** Limits of `get-history-bulk-interval`: runs that it may be asked for, samples, and points that it gives for them. */
const mostRuns = 100;
const mostSamples = 2_500;
const mostPoints = 25_000;

/** The points of MLflow's metrics. */
export class Metrics {
  constructor(
    private readonly transport: MlflowTransport,
    private readonly abilities: () => Promise<ServerAbilities>,
  ) {}

  /**
   * Goes through all points of a metric in the order of the server's, 5,000 a request by default. Servers of MLflow 2
   * give all at once, whatever the page size.
   */
  async *history(
    runId: string,
    key: string,
    { pageSize = 5_000 }: PageOptions = {},
  ): AsyncGenerator<MetricHistoryPoint, void, undefined> {
    yield* itemsOf(async (pageToken) => this.historyPage(runId, key, pageSize, pageToken));
  }

  /** One page of what {@link history} goes through; without a token the first. Its token stays good as points are added. */
  async historyPage(
    runId: string,
    key: string,
    pageSize: number,
    pageToken?: string,
  ): Promise<Page<MetricHistoryPoint>> {
    const { max_results, page_token } = pageFields(pageSize, pageToken);
    const answer = await this.transport.get<{ metrics?: PointMessage[]; next_page_token?: string }>(
      `${api}/metrics/get-history`,
      {
        run_id: runId,
        metric_key: key,
        max_results: String(max_results),
        ...(page_token === undefined ? {} : { page_token }),
      },
    );
    return { items: answer.metrics?.map(toPoint), nextPageToken: answer.next_page_token || undefined };
  }

  /**
   * Gives a metric of several runs thinned for a chart, the first and last point of each included, in order of steps.
   * The server thins where it can; elsewhere (MLflow 2.9) the whole history is read and thinned here.
   *
   * @returns the points by run id, none for a run without the metric.
   */
  async sampled(
    runIds: readonly string[],
    key: string,
    { points = 320, steps }: SampleOptions = {},
  ): Promise<Map<string, readonly MetricHistoryPoint[]>> {
    const { sampledMetricHistory } = await this.abilities();
    const byRun = new Map<string, readonly MetricHistoryPoint[]>();
    // the server spreads its samples over the steps of all runs that are named, a part of them is asked for run by run
    const together = steps ? 1 : mostRuns;
    for (let start = 0; start < runIds.length; start += together) {
      const some = runIds.slice(start, start + together);
      const sampled = sampledMetricHistory ? await this.sampledByServer(some, key, points, steps) : null;
      for (const runId of some) {
        const found = sampled?.get(runId);
        const isWhole = found !== undefined && isTrustworthy(found, steps);
        byRun.set(runId, thinned(isWhole ? found : await this.between(runId, key, steps), points));
      }
    }
    return byRun;
  }

  private async sampledByServer(runIds: readonly string[], key: string, points: number, steps?: Interval) {
    // without an interval MLflow leaves out the steps below 0
    const [first, last] = steps ?? [Number.MIN_SAFE_INTEGER, Number.MAX_SAFE_INTEGER];
    const query = new URLSearchParams({
      metric_key: key,
      max_results: String(steps ? mostSamples : points),
      start_step: String(first),
      end_step: String(last),
    });
    runIds.forEach((runId) => query.append("run_ids", runId));
    const path = `${api}/metrics/get-history-bulk-interval`;
    const answer = await this.transport.get<{ metrics?: PointMessage[] }>(path, query);
    const byRun = new Map<string, MetricHistoryPoint[]>(runIds.map((runId) => [runId, []]));
    for (const point of answer.metrics ?? []) {
      byRun.get(point.run_id ?? "")?.push(toPoint(point));
    }
    byRun.forEach((found) => found.sort(inOrder));
    return byRun;
  }

  private async between(runId: string, key: string, steps?: Interval): Promise<readonly MetricHistoryPoint[]> {
    const wanted: MetricHistoryPoint[] = [];
    for await (const point of this.history(runId, key)) {
      if (!steps || (point.step >= steps[0] && point.step <= steps[1])) {
        wanted.push(point);
      }
    }
    return wanted.sort(inOrder);
  }
}

/**
 * Tells whether the server's samples stand for what they were taken from. Of an interval that begins beyond the middle
 * of what was logged, servers up to some of MLflow 3 give too few points, down to the last one; only when it has no
 * more steps than were asked for are all of them there. And they stop at 25,000 points where many have the same step.
 */
function isTrustworthy(found: readonly MetricHistoryPoint[], steps?: Interval): boolean {
  return found.length < mostPoints && (!steps || found.length >= mostSamples || steps[1] - steps[0] < mostSamples);
}

function toPoint({ value, timestamp, step }: PointMessage): MetricHistoryPoint {
  return { value: Number(value), timestamp: Number(timestamp), step: Number(step) };
}

function inOrder(left: MetricHistoryPoint, right: MetricHistoryPoint): number {
  return left.step - right.step || left.timestamp - right.timestamp;
}
