import "@jupyterlab/ui-components/style/index.css";
import "../../style/index.css";

import { flushSync } from "react-dom";
import { createRoot, type Root } from "react-dom/client";

import { createViewContext, ViewContextProvider } from "../../extension/common";
import { stories } from "./stories";

/** What the page offers to those who look at it. */
export interface GalleryWindow {
  readonly galleryStories: readonly { readonly name: string; readonly wide: boolean; readonly height: number }[];
  /** Shows one story in place of the one before it. */
  readonly galleryShow: (name: string, width: number) => void;
}

const context = createViewContext(null, () => undefined);
let shown: { readonly host: HTMLElement; readonly root: Root } | undefined;

const offered: GalleryWindow = {
  galleryStories: stories.map(({ name, wide = false, height = 720 }) => ({ name, wide, height })),
  galleryShow: (name, width) => {
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
  },
};
Object.assign(window, offered);
