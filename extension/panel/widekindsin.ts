import { createElement } from "react";

import { WideArtifact } from "../artifacts";
import { metricKind } from "../charts";
import { wideKinds, type PanelLayout, type ViewContext } from "../common";
import { wideCompareKind } from "../compare";
import { PipelineGraph } from "../pipeline";
import type { WideKind } from "../wide";

/** What opens wide in the main area. */
export function wideKindsIn(context: ViewContext, layout: PanelLayout): Readonly<Record<string, WideKind>> {
  return {
    [wideKinds.metric]: metricKind(layout),
    [wideKinds.compare]: wideCompareKind(context, layout),
    [wideKinds.artifact]: {
      title: ({ name }) => name.slice(name.lastIndexOf("/") + 1),
      render: (props) => createElement(WideArtifact, props),
    },
    [wideKinds.graph]: {
      title: () => context.trans.__("Pipeline Graph"),
      render: (props) => createElement(PipelineGraph, props),
    },
  };
}
