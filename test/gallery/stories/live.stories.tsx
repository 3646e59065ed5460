import { PanelServicesProvider } from "../../../extension/common";
import { PipelineGraph } from "../../../extension/pipeline";
import { NodeResultView } from "../../../extension/renderer";
import type { Story } from "../story";
import { answering, searched } from "./compare.stories";
import { panel, services } from "./panel.stories";
import { failed, offline, secondAttempt, finished } from "./runs";
import { branching, nodesBelow, training } from "./training";

const click = (selector: string) => (host: HTMLElement) => host.querySelector<HTMLElement>(selector)?.click();

/** What there is while a run goes on, and what is seen only when a person has opened it. */
export const liveStories: readonly Story[] = [
  { name: "training, overview", render: () => panel({ run: training }) },
  { name: "training, paused", height: 240, render: () => panel({ run: training, paused: true }) },
  { name: "offline, why", height: 320, render: () => panel({ run: offline }), after: click("[data-delivery]") },
  {
    name: "second attempt, a chart",
    height: 860,
    render: () => panel({ run: secondAttempt, baseline: finished }, "metrics", answering(searched)),
    after: click('[data-metric="train/loss"] .trackside-Metric-toggle'),
    shows: ".trackside-Chart canvas",
  },
  {
    name: "failed, the node opened",
    render: () => panel({ run: failed }, "pipeline"),
    after: click('[data-node="train"] button'),
  },
  {
    name: "pipeline graph, wide",
    ...{ wide: true, height: 520 },
    render: () => (
      <PanelServicesProvider value={services}>
        <PipelineGraph
          view={{ kind: "pipeline-graph", kernelId: "k1", name: "" }}
          run={{ ...training, nodes: branching }}
          baseline={null}
        />
      </PanelServicesProvider>
    ),
    shows: ".trackside-Graph [data-item]",
  },
  {
    name: "nodes below a cell",
    ...{ wide: true, height: 320 },
    render: () => (
      <div className="trackside-NodeResultRenderer">
        <NodeResultView result={{ version: 1, nodes: nodesBelow }} />
      </div>
    ),
  },
];
