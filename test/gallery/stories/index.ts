import type { Story } from "../story";
import { compareStories } from "./compare.stories";
import { panelStories } from "./panel.stories";

/** All stories, in the order of the gallery. */
export const stories: readonly Story[] = [...panelStories, ...compareStories];
