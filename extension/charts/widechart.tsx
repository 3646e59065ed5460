import { useMemo, type JSX } from "react";

import type { PanelLayout } from "../common";
import type { WideKind, WideProps } from "../wide";
import { ChartCard } from "./chartcard";
import { keysOf } from "./widename";

/** What the main area shows of metrics: a chart of one, or of several together. */
export function metricKind(layout: PanelLayout): WideKind {
  return {
    title: ({ name }) => keysOf(name).join(", "),
    render: (props) => <WideChart {...props} layout={layout} />,
  };
}

function WideChart({ view, run, layout }: WideProps & { readonly layout: PanelLayout }): JSX.Element {
  const keys = useMemo(() => keysOf(view.name), [view.name]);
  const count = keys.reduce(
    (sum, key) => sum + (Object.hasOwn(run.metrics, key) ? (run.metrics[key]?.count ?? 0) : 0),
    0,
  );
  return (
    <ChartCard {...{ keys, count, layout }} runId={run.runId} attempts={run.attempts} kernelId={view.kernelId} isWide />
  );
}
