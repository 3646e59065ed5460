import { UseSignal } from "@jupyterlab/ui-components";
import { memo, type JSX } from "react";
import type { MetricValue, MetricView, RunView } from "trackside/lib/messages";

import { formatMetric, Section, useViewContext, type PanelLayout } from "../common";
import { Delta, directionOf, lastOf, type Direction } from "../metrics";

/** Where none is pinned, as many as are taken in at a glance. */
const shownUnpinned = 5;

interface KeyMetricsProps {
  readonly run: RunView;
  /** The attempt that it is compared with. */
  readonly baseline: RunView | null;
  readonly layout: PanelLayout;
}

/** Shows where the most telling metrics stand: those that are pinned, else those that came last. */
export const KeyMetrics = memo(function KeyMetrics(props: KeyMetricsProps): JSX.Element {
  return <UseSignal signal={props.layout.changed}>{() => <MetricList {...props} />}</UseSignal>;
});

function MetricList({ run: { metrics, tags }, baseline, layout }: KeyMetricsProps): JSX.Element | null {
  const { trans } = useViewContext();
  const shown = tellingMetrics(metrics, layout.arrangement.pinnedMetrics);
  if (shown.length === 0) {
    return null;
  }
  return (
    <Section
      id="key-metrics"
      title={trans.__("Metrics")}
      count={Object.keys(metrics).length}
      layout={layout}
      emptyText=""
    >
      <ul className="trackside-KeyMetrics" aria-label={trans.__("Most telling metrics")}>
        {shown.map(([name, metric]) => (
          <KeyMetric
            key={name}
            name={name}
            last={metric.last}
            before={lastOf(baseline, name)}
            direction={directionOf(name, tags)}
            attempt={baseline?.attempt ?? 1}
          />
        ))}
      </ul>
      {shown.length < Object.keys(metrics).length && (
        <button
          type="button"
          className="trackside-Overview-more"
          onClick={() => void layout.update({ tab: "metrics" })}
        >
          {trans.__("All metrics")}
        </button>
      )}
    </Section>
  );
}

interface KeyMetricProps {
  readonly name: string;
  readonly last: MetricValue;
  readonly before: MetricValue | null;
  readonly direction: Direction;
  /** Number of the attempt that it is compared with. */
  readonly attempt: number;
}

const KeyMetric = memo(function KeyMetric({ name, last, before, direction, attempt }: KeyMetricProps): JSX.Element {
  const { trans, locale } = useViewContext();
  return (
    <li className="trackside-KeyMetric" data-key-metric={name}>
      <span className="trackside-KeyMetric-name" title={name}>
        {name}
      </span>
      <span className="trackside-KeyMetric-value" title={String(last)}>
        {formatMetric(last, locale)}
      </span>
      {before !== null && <Delta {...{ last, before, direction }} than={trans.__("attempt %1", attempt)} />}
    </li>
  );
});

function tellingMetrics(metrics: RunView["metrics"], pinned: readonly string[]): [string, MetricView][] {
  const all = Object.entries(metrics);
  const chosen = all.filter(([name]) => pinned.includes(name));
  return chosen.length > 0 ? chosen : all.slice(-shownUnpinned);
}
