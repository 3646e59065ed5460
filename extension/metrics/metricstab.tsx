import { memo, type JSX } from "react";
import type { MetricView } from "trackside/lib/messages";

import { formatMetric, useViewContext, type TabProps } from "../common";
import { Sparkline } from "./sparkline";

/** Lists the run's metrics: where each stands and how it got there. */
export function MetricsTab({ run: { metrics } }: TabProps): JSX.Element {
  const { trans } = useViewContext();
  const rows = Object.entries(metrics);
  if (rows.length === 0) {
    return <p className="trackside-Tab-empty">{trans.__("No metric logged yet.")}</p>;
  }
  return (
    <ul className="trackside-Metrics" aria-label={trans.__("Metrics")}>
      {rows.map(([name, metric]) => (
        <MetricRow key={name} name={name} metric={metric} />
      ))}
    </ul>
  );
}

/** Drawn again only when its own metric changed. */
const MetricRow = memo(function MetricRow({ name, metric }: { name: string; metric: MetricView }): JSX.Element {
  const { trans, locale } = useViewContext();
  const step = trans.__("step %1", metric.step.toLocaleString(locale));
  const points = trans._n("%2 point", "%2 points", metric.count, metric.count.toLocaleString(locale));
  // A single value at step 0 is one that was logged without a step.
  const hasSteps = metric.count > 1 || metric.step !== 0;
  return (
    <li className="trackside-Metric" data-metric={name} data-step={metric.step} data-count={metric.count}>
      <span className="trackside-Metric-name" title={`${name} (${points})`}>
        {name}
      </span>
      {hasSteps && <span className="trackside-Metric-step">{step}</span>}
      <Sparkline points={metric.points} name={name} />
      <span className="trackside-Metric-value" title={String(metric.last)} data-value={String(metric.last)}>
        {formatMetric(metric.last, locale)}
      </span>
    </li>
  );
});
