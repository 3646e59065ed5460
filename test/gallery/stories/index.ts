import type { Story } from "../story";
import { compareStories } from "./compare.stories";
import { liveStories } from "./live.stories";
import { panelStories } from "./panel.stories";

/** All stories, in the order of the gallery. */
export const stories: readonly Story[] = [...panelStories, ...compareStories, ...liveStories];

/** Those whose pictures are kept and compared: what most changes of a style would be seen in. */
export const pictured: ReadonlySet<string> = new Set([
  ...["training, overview", "training, paused", "second attempt, overview", "failed, overview", "offline, why"],
  ...["no run yet", "gateway unreachable"],
  ...["second attempt, metrics", "second attempt, a chart", "long names, metrics"],
  ...["finished, pipeline", "failed, the node opened", "pipeline graph, wide", "nodes below a cell"],
  ...["finished, artifacts", "compare, a search over depths", "compare, wide"],
]);
