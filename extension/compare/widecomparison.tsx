import { UseSignal } from "@jupyterlab/ui-components";
import { useMemo, type JSX } from "react";
import type { ListedRun } from "trackside/lib/messages";

import { lineColor } from "../charts";
import type { PanelLayout, TabProps, ViewContext } from "../common";
import type { WideKind, WideProps } from "../wide";
import { ColumnPicker } from "./columnpicker";
import { ComparedParts, DifferencesToggle } from "./comparedparts";
import { columnsAtFirst, runKey } from "./fields";
import { ParallelPlot } from "./parallelplot";
import { RunTable } from "./runtable";
import { ScatterPlot } from "./scatterplot";
import { SearchBar } from "./searchbar";
import { useComparison } from "./usecomparison";

/** What the main area shows of runs beside each other. */
export function wideCompareKind({ trans }: ViewContext, layout: PanelLayout): WideKind {
  return {
    title: () => trans.__("Compare Runs"),
    render: (props) => <WideComparison {...props} layout={layout} />,
  };
}

/** All runs of the experiment as a table and as charts, and what differs between those that are compared. */
export function WideComparison({
  view,
  run,
  baseline,
  layout,
}: WideProps & { readonly layout: PanelLayout }): JSX.Element {
  return (
    <UseSignal signal={layout.changed}>
      {() => <Content {...{ run, baseline, layout }} kernelId={view.kernelId} />}
    </UseSignal>
  );
}

function Content(props: TabProps): JSX.Element {
  const { run, layout } = props;
  const comparison = useComparison(props);
  const { runs, compared } = comparison;
  const chosen = layout.arrangement.compare.columns;
  const columns = useMemo(() => (chosen.length > 0 ? chosen : columnsAtFirst(runs)), [chosen, runs]);
  // as on the charts of metrics: the run that is shown has the first colour
  const colored = [run.runId, ...compared.filter(({ runId }) => runId !== run.runId).map(runKey)];
  const colorOf = (each: ListedRun): string | null => {
    const index = each.runId === run.runId ? 0 : colored.indexOf(runKey(each));
    return index < 0 ? null : lineColor(index);
  };
  const plotted = { comparison, columns, colorOf };
  return (
    <div className="trackside-Compare">
      <div className="trackside-Compare-bar">
        <SearchBar {...{ comparison, layout }} />
        <ColumnPicker {...{ runs, columns, layout }} />
        <DifferencesToggle layout={layout} />
      </div>
      <RunTable {...plotted} currentId={run.runId} tags={run.tags} layout={layout} />
      <div className="trackside-RunPlots">
        <ParallelPlot {...plotted} />
        <ScatterPlot {...plotted} layout={layout} />
      </div>
      <ComparedParts {...props} {...{ comparison, colorOf }} />
    </div>
  );
}
