import { useMemo, type JSX } from "react";

import { ChartCard, WideIcon, type ChartedRun } from "../charts";
import { Section, usePanelServices, useViewContext, type TabProps } from "../common";
import { Differences, MetricCell, TextCell } from "./differences";
import { comparedFields } from "./fields";
import { RunPicker } from "./runpicker";
import { SearchBar } from "./searchbar";
import { SortField } from "./sortfield";
import { compareKind, useComparison, type Comparison } from "./usecomparison";

interface CompareTabProps extends TabProps {
  /** Whether it is in a tab of its own. @default false */
  readonly isWide?: boolean;
}

/** Compares the run with attempts of its session and with runs of its experiment: what differs, and whether it is better. */
export function CompareTab(props: CompareTabProps): JSX.Element {
  const { run, layout, kernelId, isWide = false } = props;
  const { trans } = useViewContext();
  const services = usePanelServices();
  const comparison = useComparison(props);
  const { sort, showsAll } = layout.arrangement.compare;
  return (
    <div className="trackside-Compare">
      <SearchBar {...{ comparison, layout }} />
      <div className="trackside-Compare-tools">
        <SortField {...{ layout }} runs={comparison.runs} tags={run.tags} />
        <button
          type="button"
          className="trackside-Chart-toggle"
          aria-pressed={!showsAll}
          title={trans.__("Leave out what is the same in all runs")}
          onClick={() => void layout.setCompare({ showsAll: !showsAll })}
        >
          {trans.__("Only differences")}
        </button>
        {!isWide && (
          <button
            type="button"
            className="trackside-IconButton"
            data-action="open-wide"
            aria-label={trans.__("Open the comparison in a tab of its own")}
            title={trans.__("Open the comparison in a tab of its own")}
            onClick={() => {
              services.openWide({ kind: compareKind, kernelId, name: "" });
            }}
          >
            <WideIcon />
          </button>
        )}
      </div>
      <RunPicker comparison={comparison} currentId={run.runId} sortColumn={sort.column} />
      {comparison.compared.length < 2 ? (
        <p className="trackside-Tab-empty">{trans.__("Choose a run above to compare this one with.")}</p>
      ) : (
        <>
          <MetricDifferences {...props} comparison={comparison} />
          <TextDifferences {...{ comparison, layout, run }} kind="params" />
          <TextDifferences {...{ comparison, layout, run }} kind="tags" />
        </>
      )}
    </div>
  );
}

/** The metrics in which runs differ; the one that is pressed is charted below, its courses laid over each other. */
export function MetricDifferences(props: TabProps & { readonly comparison: Comparison }): JSX.Element {
  const { run, layout, comparison } = props;
  const { trans } = useViewContext();
  const { compared } = comparison;
  const { showsAll, chart } = layout.arrangement.compare;
  const fields = useMemo(() => comparedFields(compared, "metrics", showsAll), [compared, showsAll]);
  const [baseline] = compared;
  return (
    <Section
      id="compare:metrics"
      title={trans.__("Metrics")}
      count={fields.length}
      layout={layout}
      emptyText={trans.__("No metric differs.")}
    >
      <Differences
        label={trans.__("Metrics that differ")}
        fields={fields}
        runs={compared}
        currentId={run.runId}
        nameOf={(name) => (
          <button
            type="button"
            className="trackside-Differences-name"
            aria-pressed={chart === name}
            aria-label={trans.__("%1, chart", name)}
            onClick={() => void layout.setCompare({ chart: chart === name ? null : name })}
          >
            {name}
          </button>
        )}
        cell={(value, before, isBaseline, name) => (
          <MetricCell {...{ name, value, before, isBaseline }} than={baseline?.name ?? ""} tags={run.tags} />
        )}
      />
      {chart !== null && fields.some(({ name }) => name === chart) && (
        <ComparedChart key={chart} {...props} metric={chart} />
      )}
    </Section>
  );
}

interface ComparedChartProps extends TabProps {
  readonly comparison: Comparison;
  readonly metric: string;
}

function ComparedChart({ run, kernelId, layout, comparison, metric }: ComparedChartProps): JSX.Element {
  const keys = useMemo(() => [metric], [metric]);
  const ids = JSON.stringify(comparison.compared.map(({ historyId, name }) => [historyId, name]));
  const runs = useMemo(
    () => comparison.compared.map(({ historyId, attempt, name }): ChartedRun => ({ runId: historyId, attempt, name })),
    // what is drawn of a run is asked for by these
    [ids],
  );
  const count = Object.hasOwn(run.metrics, metric) ? (run.metrics[metric]?.count ?? 0) : 0;
  return <ChartCard {...{ keys, count, kernelId, layout }} runId={run.runId} attempts={runs} />;
}

interface TextDifferencesProps extends Pick<TabProps, "run" | "layout"> {
  readonly comparison: Comparison;
  readonly kind: "params" | "tags";
}

/** The params, or the tags, in which runs differ. */
export function TextDifferences({ run, layout, comparison, kind }: TextDifferencesProps): JSX.Element | null {
  const { trans } = useViewContext();
  const { compared } = comparison;
  const { showsAll } = layout.arrangement.compare;
  const fields = useMemo(() => comparedFields(compared, kind, showsAll), [compared, kind, showsAll]);
  if (kind === "tags" && fields.length === 0) {
    return null;
  }
  return (
    <Section
      id={`compare:${kind}`}
      title={kind === "params" ? trans.__("Params") : trans.__("Tags")}
      count={fields.length}
      layout={layout}
      emptyText={trans.__("No param differs.")}
    >
      <Differences
        label={kind === "params" ? trans.__("Params that differ") : trans.__("Tags that differ")}
        fields={fields}
        runs={compared}
        currentId={run.runId}
        nameOf={(name) => <span className="trackside-Differences-name">{name}</span>}
        cell={(value) => <TextCell value={value} />}
      />
    </Section>
  );
}
