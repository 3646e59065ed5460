import type { JSX } from "react";
import type { MetricValue } from "trackside/lib/messages";

import { formatMetric, useViewContext } from "../common";
import type { Direction } from "./direction";

interface DeltaProps {
  readonly last: MetricValue;
  readonly before: MetricValue;
  readonly direction: Direction;
  /** What it is compared with, for example `attempt 2`. */
  readonly than: string;
}

/** Says by how much a metric is above or below where another run ended; a filled mark is better, a hollow one worse. */
export function Delta({ last, before, direction, than }: DeltaProps): JSX.Element | null {
  const { trans, locale } = useViewContext();
  const difference = Number(last) - Number(before);
  if (!Number.isFinite(difference)) {
    return null;
  }
  const size = formatMetric(Number(Math.abs(difference).toPrecision(3)), locale);
  const then = formatMetric(before, locale);
  if (difference === 0) {
    const words = trans.__("the same as in %1", than);
    return (
      <span className="trackside-Delta" data-delta="same" title={words}>
        <span aria-hidden="true">=</span>
        <span className="trackside-ForScreenReader">{words}</span>
      </span>
    );
  }
  const isHigher = difference > 0;
  const isBetter = isHigher === (direction === "max");
  const words = isHigher
    ? isBetter
      ? trans.__("better: %1 higher than in %2, which had %3", size, than, then)
      : trans.__("worse: %1 higher than in %2, which had %3", size, than, then)
    : isBetter
      ? trans.__("better: %1 lower than in %2, which had %3", size, than, then)
      : trans.__("worse: %1 lower than in %2, which had %3", size, than, then);
  return (
    <span className="trackside-Delta" data-delta={isBetter ? "better" : "worse"} title={words}>
      <svg viewBox="0 0 8 8" width="8" height="8" aria-hidden="true">
        <path d={isHigher ? "M4 1L7.4 7H.6Z" : "M4 7L.6 1H7.4Z"} />
      </svg>
      <span aria-hidden="true">
        {isHigher ? "+" : "−"}
        {size}
      </span>
      <span className="trackside-ForScreenReader">{words}</span>
    </span>
  );
}
