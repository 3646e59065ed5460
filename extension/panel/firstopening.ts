import type { JupyterFrontEnd } from "@jupyterlab/application";
import type { ISettingRegistry } from "@jupyterlab/settingregistry";
import type { ISignal } from "@lumino/signaling";
import type { Widget } from "@lumino/widgets";

import { readableWidth, widen, type BrowserMemory } from "../common";
import type { NotebookFollower, Subject } from "../follow";

/** Set once the panel was shown in this browser: from then on it is the user's to open, close and size. */
const openedKey = "trackside:panel-opened";

interface FirstOpeningOptions {
  readonly app: JupyterFrontEnd;
  readonly panel: Widget & { readonly visibilityChanged: ISignal<unknown, boolean> };
  readonly follower: NotebookFollower;
  readonly settings: Promise<ISettingRegistry.ISettings | null>;
  readonly memory: BrowserMemory;
}

/**
 * Makes the panel wide enough to read when it is first opened on a page, as in a new workspace: the application opens its side
 * areas at their narrowest. One that the layout brought back is as wide as it was left.
 */
export async function widenWhenOpened({ app, panel }: Pick<FirstOpeningOptions, "app" | "panel">): Promise<void> {
  await app.restored;
  if (panel.isVisible) {
    return;
  }
  const onVisible = (): void => {
    if (panel.isVisible) {
      panel.visibilityChanged.disconnect(onVisible);
      widen(panel, readableWidth);
    }
  };
  panel.visibilityChanged.connect(onVisible);
}

/** Shows the panel the first time that a tracked notebook is the current one, wide enough to read. */
export async function openForFirstNotebook({
  app,
  panel,
  follower,
  settings,
  memory,
}: FirstOpeningOptions): Promise<void> {
  if (memory.recall(openedKey) === true) {
    return;
  }
  // Before that the restored layout would close the panel again.
  await app.restored;
  const loaded = await settings;

  const open = (_: unknown, subject: Subject): void => {
    if (subject.kind === "kernel" && loaded?.get("openAutomatically").composite !== false) {
      app.shell.activateById(panel.id);
    }
  };
  const openNow = (): void => {
    open(null, follower.subject);
  };
  const opened = (): void => {
    if (panel.isVisible) {
      follower.subjectChanged.disconnect(open);
      loaded?.changed.disconnect(openNow);
      panel.visibilityChanged.disconnect(opened);
      memory.remember(openedKey, true);
      widen(panel, readableWidth);
    }
  };
  panel.visibilityChanged.connect(opened);
  follower.subjectChanged.connect(open);
  loaded?.changed.connect(openNow);
  opened();
  openNow();
}
