import "@jupyterlab/apputils/style/materialcolors.css";
import "@jupyterlab/ui-components/style/index.css";

import { flushSync } from "react-dom";
import { createRoot, type Root } from "react-dom/client";

import { createViewContext, ViewContextProvider } from "../../extension/common";
import { addStyles, frameSheets, runSheets } from "../../extension/styles";
import { cutParts, faintParts, nextFrame, plantedParts, seriousViolations } from "./looks";
import { pictured, stories } from "./stories";

/** What can be asked of a story, each answered by a list of what is wrong with it. */
const looks = { cutParts, faintParts, plantedParts, seriousViolations };

/** What the page offers to those who look at it. */
export interface GalleryWindow {
  readonly galleryStories: readonly {
    readonly name: string;
    readonly wide: boolean;
    readonly height: number;
    readonly isPictured: boolean;
  }[];
  /** Shows one story in place of the one before it, and waits until all of it stands. */
  readonly galleryShow: (name: string, width: number) => Promise<void>;
  readonly galleryLooks: typeof looks;
}

addStyles(frameSheets);
addStyles(runSheets);

const context = createViewContext(null, () => undefined);
let shown: { readonly host: HTMLElement; readonly root: Root } | undefined;

const offered: GalleryWindow = {
  galleryStories: stories.map(({ name, wide = false, height = 720 }) => ({
    ...{ name, wide, height },
    isPictured: pictured.has(name),
  })),
  galleryShow: async (name, width) => {
    const story = stories.find((each) => each.name === name);
    shown?.root.unmount();
    shown?.host.remove();
    const host = document.createElement("main");
    host.className = story?.wide ? "lm-Widget trackside-Wide" : "lm-Widget trackside-Panel";
    host.style.cssText = `position: absolute; top: 0; left: 0; width: ${width}px; height: ${story?.height ?? 720}px`;
    document.body.append(host);
    const root = createRoot(host);
    flushSync(() => {
      root.render(<ViewContextProvider value={context}>{story?.render()}</ViewContextProvider>);
    });
    shown = { host, root };
    story?.after?.(host);
    do {
      // one in which sizes are told, and one in which what came of them is drawn
      await nextFrame();
      await nextFrame();
    } while (story?.shows !== undefined && host.querySelector(story.shows) === null);
  },
  galleryLooks: looks,
};
Object.assign(window, offered);
