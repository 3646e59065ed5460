import { useMemo, type JSX } from "react";

import { ChartCard, type ChartedRun } from "../charts";
import { Section, useViewContext, type PanelLayout, type TabProps } from "../common";
import { CodeDifferences } from "./codedifferences";
import { Differences, type DifferencesProps, MetricCell, TextCell } from "./differences";
import { comparedFields } from "./fields";
import type { Comparison } from "./usecomparison";

interface ComparedPartsProps extends TabProps, Pick<DifferencesProps, "colorOf"> {
  readonly comparison: Comparison;
}

/** What differs between the compared runs, by metrics, params and tags. */
export function ComparedParts(props: ComparedPartsProps): JSX.Element {
  const { run, kernelId, layout, comparison, colorOf } = props;
  const { trans } = useViewContext();
  const [baseline] = comparison.compared;
  if (baseline === undefined || comparison.compared.length < 2) {
    const isAlone = comparison.runs.length < 2 && comparison.filter === "";
    return (
      <p className="trackside-Tab-empty">
        {isAlone
          ? trans.__(
              "There is no other run here yet: run a cell again with another param, and both stand side by side.",
            )
          : trans.__("Choose a run above to compare this one with.")}
      </p>
    );
  }
  return (
    <>
      <MetricDifferences {...props} />
      <TextDifferences {...{ comparison, layout, run, colorOf }} kind="params" />
      <CodeDifferences {...{ run, kernelId, layout }} baseline={baseline} />
      <TextDifferences {...{ comparison, layout, run, colorOf }} kind="tags" />
    </>
  );
}

/** Leaves out what is the same in all runs, or brings it back. */
export function DifferencesToggle({ layout }: { readonly layout: PanelLayout }): JSX.Element {
  const { trans } = useViewContext();
  const { showsAll } = layout.arrangement.compare;
  return (
    <button
      type="button"
      className="trackside-Chart-toggle"
      aria-pressed={!showsAll}
      title={trans.__("Leave out what is the same in all runs")}
      onClick={() => void layout.setCompare({ showsAll: !showsAll })}
    >
      {trans.__("Only differences")}
    </button>
  );
}

/** The metrics in which runs differ; the one that is pressed is charted below, its courses laid over each other. */
function MetricDifferences(props: ComparedPartsProps): JSX.Element {
  const { run, layout, comparison, colorOf } = props;
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
        colorOf={colorOf}
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

interface ComparedChartProps extends ComparedPartsProps {
  readonly metric: string;
}

function ComparedChart({ run, kernelId, layout, comparison, metric }: ComparedChartProps): JSX.Element {
  const keys = useMemo(() => [metric], [metric]);
  const ids = JSON.stringify(comparison.compared.map(({ historyId, name }) => [historyId, name]));
  const runs = useMemo(
    () =>
      // a chart takes the newest last, and gives it the first colour
      [...comparison.compared]
        .reverse()
        .map(({ historyId, attempt, name }): ChartedRun => ({ runId: historyId, attempt, name })),
    // what is drawn of a run is asked for by these
    [ids],
  );
  const count = Object.hasOwn(run.metrics, metric) ? (run.metrics[metric]?.count ?? 0) : 0;
  return <ChartCard {...{ keys, count, kernelId, layout }} runId={run.runId} attempts={runs} />;
}

interface TextDifferencesProps extends Pick<ComparedPartsProps, "run" | "layout" | "comparison" | "colorOf"> {
  readonly kind: "params" | "tags";
}

/** The params, or the tags, in which runs differ. */
function TextDifferences({ run, layout, comparison, colorOf, kind }: TextDifferencesProps): JSX.Element | null {
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
        colorOf={colorOf}
        nameOf={(name) => <span className="trackside-Differences-name">{name}</span>}
        cell={(value) => <TextCell value={value} />}
      />
    </Section>
  );
}
