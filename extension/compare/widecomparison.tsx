import { UseSignal } from "@jupyterlab/ui-components";
import type { JSX } from "react";

import type { PanelLayout, ViewContext } from "../common";
import type { WideKind, WideProps } from "../wide";
import { CompareTab } from "./comparetab";

/** What the main area shows of runs beside each other. */
export function wideCompareKind({ trans }: ViewContext, layout: PanelLayout): WideKind {
  return {
    title: () => trans.__("Compare Runs"),
    render: (props) => <WideComparison {...props} layout={layout} />,
  };
}

function WideComparison({ view, run, baseline, layout }: WideProps & { readonly layout: PanelLayout }): JSX.Element {
  return (
    <UseSignal signal={layout.changed}>
      {() => <CompareTab {...{ run, baseline, layout }} kernelId={view.kernelId} isWide />}
    </UseSignal>
  );
}
