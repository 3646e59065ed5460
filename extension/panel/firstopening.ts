import type { JupyterFrontEnd } from "@jupyterlab/application";
import type { ISettingRegistry } from "@jupyterlab/settingregistry";
import type { Widget } from "@lumino/widgets";

import type { NotebookFollower, Subject } from "../follow";

/** Set once the panel has shown itself in this browser: from then on it is the user's to open and close. */
const openedKey = "trackside:panel-opened";

interface FirstOpeningOptions {
  readonly app: JupyterFrontEnd;
  readonly panel: Widget;
  readonly follower: NotebookFollower;
  readonly settings: Promise<ISettingRegistry.ISettings | null>;
}

/** Shows the panel the first time that a tracked notebook is the current one. */
export async function openForFirstNotebook({ app, panel, follower, settings }: FirstOpeningOptions): Promise<void> {
  if (window.localStorage.getItem(openedKey) !== null) {
    return;
  }
  // Before that the restored layout would close the panel again.
  await app.restored;
  const loaded = await settings;
  const open = (_: unknown, subject: Subject): void => {
    if (subject.kind !== "kernel" || loaded?.get("openAutomatically").composite === false) {
      return;
    }
    follower.subjectChanged.disconnect(open);
    window.localStorage.setItem(openedKey, new Date().toISOString());
    app.shell.activateById(panel.id);
  };
  follower.subjectChanged.connect(open);
  open(null, follower.subject);
}
