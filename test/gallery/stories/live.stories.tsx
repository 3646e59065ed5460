import { NodeResultView } from "../../../extension/renderer";
import type { Story } from "../story";
import { answering, searched } from "./compare.stories";
import { panel } from "./panel.stories";
import { failed, offline, secondAttempt, finished } from "./runs";
import { nodesBelow, training } from "./training";

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
    name: "nodes below a cell",
    ...{ wide: true, height: 320 },
    render: () => (
      <div className="trackside-NodeResultRenderer">
        <NodeResultView result={{ version: 1, nodes: nodesBelow }} />
      </div>
    ),
  },
];
