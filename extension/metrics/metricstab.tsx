import { useCallback, useMemo, type JSX } from "react";
import type { MetricView } from "trackside/lib/messages";

import { WideIcon, wideNameOf } from "../charts";
import {
  IconButton,
  Section,
  usePanelServices,
  useViewContext,
  wideKinds,
  type PanelLayout,
  type TabProps,
} from "../common";
import { groupMetrics, parseFilter, pinnedId, type MetricGroup } from "./arrangement";
import { directionOf } from "./direction";
import { lastOf } from "./lastof";
import { FilterBar } from "./filterbar";
import { MetricRow } from "./metricrow";

/** So few need no filter, but one that is set is shown, whatever there is. */
const fewMetrics = 6;
const filterName = "metrics";
/** A chart with more lines than this tells nothing. */
const mostTogether = 20;

/** Lists the run's metrics: where each stands, how it got there, and how that compares with the attempt before. */
export function MetricsTab(props: TabProps): JSX.Element {
  const { run, baseline, layout, kernelId } = props;
  const { trans } = useViewContext();
  const services = usePanelServices();
  const names = useNames(run.metrics);
  const text = layout.arrangement.filters[filterName] ?? "";
  const { pinnedMetrics } = layout.arrangement;
  const filter = useMemo(() => parseFilter(text), [text]);
  const shown = useMemo(
    () => (filter.kind === "names" && text.trim() !== "" ? names.filter(filter.matches) : names),
    [names, filter, text],
  );
  const groups = useMemo(() => groupMetrics(shown, pinnedMetrics), [shown, pinnedMetrics]);
  if (names.length === 0) {
    const before = Object.keys(baseline?.metrics ?? {}).length;
    return (
      <p className="trackside-Tab-empty">
        {trans.__("No metric logged yet.")}{" "}
        {before > 0 &&
          trans._n(
            "Attempt %2 has %1 metric: see Compare.",
            "Attempt %2 has %1 metrics: see Compare.",
            before,
            baseline?.attempt ?? 1,
          )}
      </p>
    );
  }
  const chartTogether = (keys: readonly string[]): void => {
    services.openWide({ kind: wideKinds.metric, kernelId, name: wideNameOf(keys.slice(0, mostTogether)) });
  };
  return (
    <>
      {(names.length > fewMetrics || text !== "") && (
        <FilterBar
          {...{ text, filter }}
          shown={shown.length}
          total={names.length}
          onChange={(changed) => void layout.setFilter(filterName, changed)}
          onChartTogether={() => {
            chartTogether(shown);
          }}
        />
      )}
      {shown.length === 0 && <p className="trackside-Tab-empty">{trans.__("No metric has such a name.")}</p>}
      <Groups {...props} groups={groups} onChartTogether={chartTogether} />
    </>
  );
}

interface GroupsProps extends TabProps {
  readonly groups: readonly MetricGroup[];
  readonly onChartTogether: (keys: readonly string[]) => void;
}

function Groups({ groups, onChartTogether, ...props }: GroupsProps): JSX.Element {
  const { trans } = useViewContext();
  const [only] = groups;
  if (only !== undefined && groups.length === 1) {
    return <MetricList {...props} names={only.names} prefix="" label={trans.__("Metrics")} />;
  }
  return (
    <>
      {groups.map(({ id, prefix, names }) => {
        const title = id === pinnedId ? trans.__("Pinned") : prefix === "" ? trans.__("Ungrouped") : prefix;
        return (
          <Section
            key={id}
            id={`metrics:${id}`}
            title={title}
            count={names.length}
            layout={props.layout}
            emptyText=""
            actions={names.length > 1 && <TogetherButton {...{ title, names, onChartTogether }} />}
          >
            <MetricList {...props} names={names} prefix={prefix === "" ? "" : `${prefix}/`} label={title} />
          </Section>
        );
      })}
    </>
  );
}

interface TogetherButtonProps {
  readonly title: string;
  readonly names: readonly string[];
  readonly onChartTogether: (keys: readonly string[]) => void;
}

function TogetherButton({ title, names, onChartTogether }: TogetherButtonProps): JSX.Element {
  const { trans } = useViewContext();
  const label = trans.__("Chart the metrics of %1 together", title);
  return (
    <IconButton
      action="chart-group"
      label={label}
      onClick={() => {
        onChartTogether(names);
      }}
    >
      <WideIcon />
    </IconButton>
  );
}

interface MetricListProps extends TabProps {
  readonly names: readonly string[];
  readonly prefix: string;
  readonly label: string;
}

function MetricList({ names, prefix, label, run, baseline, kernelId, layout }: MetricListProps): JSX.Element {
  const { pinnedMetrics } = layout.arrangement;
  const { onToggle, onPin } = useRowActions(layout);
  return (
    <ul className="trackside-Metrics" aria-label={label}>
      {names.map((name) => (
        <MetricRow
          key={name}
          name={name}
          shortName={name.startsWith(prefix) && name !== prefix ? name.slice(prefix.length) : name}
          metric={run.metrics[name] as MetricView}
          direction={directionOf(name, run.tags)}
          before={lastOf(baseline, name)}
          attempt={baseline?.attempt ?? 0}
          isPinned={pinnedMetrics.includes(name)}
          isOpen={layout.isOpen(chartSection(name), false)}
          runId={run.runId}
          attempts={run.attempts}
          {...{ kernelId, layout, onToggle, onPin }}
        />
      ))}
    </ul>
  );
}

function useRowActions(layout: PanelLayout): { onToggle: (name: string) => void; onPin: (name: string) => void } {
  const onToggle = useCallback((name: string) => void layout.toggle(chartSection(name), false), [layout]);
  const onPin = useCallback(
    (name: string) => {
      const { pinnedMetrics } = layout.arrangement;
      const without = pinnedMetrics.filter((each) => each !== name);
      void layout.update({ pinnedMetrics: without.length < pinnedMetrics.length ? without : [...pinnedMetrics, name] });
    },
    [layout],
  );
  return { onToggle, onPin };
}

function chartSection(name: string): string {
  return `metric-chart:${name}`;
}

/** The names of the metrics; the same list as long as none comes or goes. */
function useNames(metrics: Readonly<Record<string, MetricView>>): readonly string[] {
  const names = Object.keys(metrics);
  const joined = JSON.stringify(names);
  return useMemo(() => names, [joined]);
}
