import type { MetricHistory } from "../messages";
import type { MetricColumns } from "./metric-columns";
import { wholeNumber } from "./whole-number";

const mostKeys = 200;
const mostPoints = 20_000;
const pointsAtFirst = 1_000;

/** What is asked of metrics' histories. */
export interface HistoryQuery {
  readonly series: readonly { readonly key: string; readonly after: number }[];
  readonly points: number;
}

/** @throws {@link RangeError} that says which parameter is wrong. */
export function parseHistoryQuery(parameters: URLSearchParams): HistoryQuery {
  const keys = parameters.getAll("key");
  const afters = parameters.getAll("after");
  if (keys.length === 0 || keys.length > mostKeys) {
    throw new RangeError(`key must be given 1 to ${mostKeys} times, not ${keys.length} times`);
  }
  if (afters.length > 0 && afters.length !== keys.length) {
    throw new RangeError(`after must be given once for each key or never, not ${afters.length} times`);
  }
  return {
    series: keys.map((key, index) => ({ key, after: wholeNumber("after", afters[index] ?? "0", 0, 2 ** 31) })),
    points: wholeNumber("points", parameters.get("points") ?? String(pointsAtFirst), 1, mostPoints),
  };
}

/** A metric that was not logged has no points. */
export function answerHistory(
  { series, points }: HistoryQuery,
  columnsOf: (key: string) => MetricColumns | undefined,
): MetricHistory {
  const nothing = { count: 0, after: 0, steps: [], values: [], times: [], timeOrigin: 0 };
  return { series: series.map(({ key, after }) => ({ key, ...(columnsOf(key)?.thinned(after, points) ?? nothing) })) };
}
