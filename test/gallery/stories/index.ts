import type { Story } from "../story";
import { panelStories } from "./panel.stories";

/** All stories, in the order of the gallery. */
export const stories: readonly Story[] = [...panelStories];
