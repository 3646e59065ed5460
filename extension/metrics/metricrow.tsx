import { memo, useId, useRef, type JSX } from "react";
import type { AttemptView, MetricValue, MetricView } from "trackside/lib/messages";

import { ChartCard } from "../charts";
import { IconButton, Caret, formatMetric, formatNumber, useViewContext, type PanelLayout } from "../common";
import { Delta } from "./delta";
import type { Direction } from "./direction";
import { useWhileOnScreen } from "./onscreen";
import { Sparkline } from "./sparkline";

export interface MetricRowProps {
  readonly name: string;
  /** What of the name is said: without the part that its group says. */
  readonly shortName: string;
  readonly metric: MetricView;
  readonly direction: Direction;
  /** Where the attempt before this one ended with it; `null` where that has none. */
  readonly before: MetricValue | null;
  readonly attempt: number;
  readonly isPinned: boolean;
  readonly isOpen: boolean;
  readonly runId: string;
  readonly attempts: readonly AttemptView[];
  readonly kernelId: string;
  readonly layout: PanelLayout;
  readonly onToggle: (name: string) => void;
  readonly onPin: (name: string) => void;
}

/** Shows a metric in two lines, and its chart below them on demand; drawn again only when its own metric changed. */
export const MetricRow = memo(function MetricRow(props: MetricRowProps): JSX.Element {
  const { name, isOpen } = props;
  const row = useRef<HTMLLIElement>(null);
  const metric = useWhileOnScreen(row, props.metric);
  const chartId = useId();
  return (
    <li
      ref={row}
      className="trackside-Metric"
      data-metric={name}
      data-step={metric.step}
      data-count={metric.count}
      data-open={isOpen}
    >
      <Lines {...props} {...{ metric, chartId }} />
      <div id={chartId} hidden={!isOpen}>
        {isOpen && <MetricChart {...props} />}
      </div>
    </li>
  );
});

interface LinesProps extends MetricRowProps {
  readonly chartId: string;
}

/** Of a row out of sight, the metric stays the same. */
const Lines = memo(function Lines(props: LinesProps): JSX.Element {
  const { name, shortName, metric, isOpen, chartId, onToggle, direction, before, attempt } = props;
  const { trans, locale } = useViewContext();
  return (
    <div className="trackside-Metric-row">
      <button
        type="button"
        className="trackside-Metric-toggle"
        aria-label={trans.__("%1, chart", name)}
        aria-expanded={isOpen}
        aria-controls={chartId}
        onClick={() => {
          onToggle(name);
        }}
      >
        <Caret />
        <Name name={name} shortName={shortName} count={metric.count} />
      </button>
      <Course metric={metric} direction={direction} />
      <Sparkline points={metric.points} name={name} />
      <span className="trackside-Metric-value" title={String(metric.last)} data-value={String(metric.last)}>
        {formatMetric(metric.last, locale)}
      </span>
      {before !== null && (
        <Delta last={metric.last} before={before} direction={direction} than={trans.__("attempt %1", attempt)} />
      )}
      <Pin name={name} isPinned={props.isPinned} onPin={props.onPin} />
    </div>
  );
});

function Name({ name, shortName, count }: { name: string; shortName: string; count: number }): JSX.Element {
  const { trans, locale } = useViewContext();
  const points = trans._n("%2 point", "%2 points", count, formatNumber(count, locale));
  return (
    <span className="trackside-Metric-name" title={`${name} (${points})`}>
      {shortName}
    </span>
  );
}

/** Says at which step the metric is, and where it was best. */
function Course({ metric, direction }: { metric: MetricView; direction: Direction }): JSX.Element | null {
  const { trans, locale } = useViewContext();
  // A single value at step 0 is one that was logged without a step.
  if (metric.count === 1 && metric.step === 0) {
    return null;
  }
  const best = metric.count > 1 ? (direction === "min" ? metric.lowest : metric.highest) : null;
  return (
    <span className="trackside-Metric-course">
      <span className="trackside-Metric-step">{trans.__("step %1", formatNumber(metric.step, locale))}</span>
      {best !== null && (
        <span
          className="trackside-Metric-best"
          data-best={best.value}
          data-best-step={best.step}
          title={trans.__("Best: %1 at step %2", best.value, best.step)}
        >
          {trans.__("best %1 at %2", formatMetric(best.value, locale), formatNumber(best.step, locale))}
        </span>
      )}
    </span>
  );
}

const Pin = memo(function Pin({
  name,
  isPinned,
  onPin,
}: Pick<MetricRowProps, "name" | "isPinned" | "onPin">): JSX.Element {
  const { trans } = useViewContext();
  const label = isPinned ? trans.__("Unpin %1", name) : trans.__("Pin %1 to the top", name);
  return (
    <IconButton
      action="pin"
      label={label}
      isPressed={isPinned}
      className="trackside-MarkButton trackside-Metric-pin"
      onClick={() => {
        onPin(name);
      }}
    >
      <svg viewBox="0 0 16 16" width="14" height="14" aria-hidden="true">
        <path d="M5.5 1.8h5M6.3 1.8v4.4L4 8.6v1.2h8V8.6L9.7 6.2V1.8M8 9.8v4.4" />
      </svg>
    </IconButton>
  );
});

function MetricChart({ name, metric, runId, attempts, kernelId, layout }: MetricRowProps): JSX.Element {
  const keys = useRef([name]);
  return (
    <ChartCard
      keys={keys.current}
      count={metric.count}
      runId={runId}
      attempts={attempts}
      kernelId={kernelId}
      layout={layout}
    />
  );
}
