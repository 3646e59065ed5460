import { ILabShell, ILayoutRestorer, type JupyterFrontEnd, type JupyterFrontEndPlugin } from "@jupyterlab/application";
import { Clipboard, ICommandPalette } from "@jupyterlab/apputils";
import { INotebookTracker } from "@jupyterlab/notebook";
import { IRenderMimeRegistry } from "@jupyterlab/rendermime";
import { ISettingRegistry } from "@jupyterlab/settingregistry";
import { IStateDB } from "@jupyterlab/statedb";
import { IStatusBar } from "@jupyterlab/statusbar";
import { ITranslator } from "@jupyterlab/translation";

import { createViewContext } from "../common";
import { addStyles, frameSheets } from "../styles";
import { WideTabs, type WideTabsOptions } from "../wide";
import { addPanelCommands } from "./panelcommands";
import { RunPanelFrame } from "./frame";
import { pluginId } from "./pluginid";

/** Just below JupyterLab's own property inspector, above its debugger. */
const sideBarRank = 150;

/**
 * Adds the run panel, its commands and its button in the notebook's toolbar. What follows and shows runs, by far the most of
 * it, is loaded when there is a notebook or the panel is looked at, at the latest when the page has nothing else to do:
 * JupyterLab's page starts without it.
 */
export const panelPlugin: JupyterFrontEndPlugin<void> = {
  id: pluginId,
  description: "Shows the run of the current notebook in a side panel.",
  autoStart: true,
  requires: [INotebookTracker],
  optional: [
    ITranslator,
    ICommandPalette,
    ILayoutRestorer,
    ISettingRegistry,
    IStateDB,
    IStatusBar,
    IRenderMimeRegistry,
    ILabShell,
  ],
  activate: (
    app: JupyterFrontEnd,
    notebooks: INotebookTracker,
    translator: ITranslator | null,
    palette: ICommandPalette | null,
    restorer: ILayoutRestorer | null,
    settingRegistry: ISettingRegistry | null,
    state: IStateDB | null,
    statusBar: IStatusBar | null,
    rendermime: IRenderMimeRegistry | null,
    labShell: ILabShell | null,
  ): void => {
    const context = createViewContext(translator, (text) => {
      Clipboard.copyToSystem(text);
    });
    addStyles(frameSheets);
    const frame = new RunPanelFrame(context);
    let loading: ReturnType<WideTabsOptions["load"]> | null = null;
    const load: WideTabsOptions["load"] = () => {
      loading ??= import(/* webpackChunkName: "runs" */ "./followruns").then(
        ({ followRuns }) =>
          followRuns({
            ...{ app, notebooks, palette, settingRegistry, state, statusBar, rendermime, context, frame, wide },
            restoresLayout: restorer !== null,
            isNotebookApp: labShell === null,
          }),
        (error: unknown) => {
          loading = null;
          throw error;
        },
      );
      return loading;
    };
    const begin = (): void => {
      load().catch((error: unknown) => {
        console.error("Trackside could not load the run panel.", error);
        frame.showFailure(error, begin);
      });
    };
    const wide = new WideTabs({ app, restorer, context, load, hasTabs: labShell !== null });
    addPanelCommands({
      ...{ app, palette, context, panel: frame },
      goToNotebook: () => {
        app.shell.activateById(notebooks.currentWidget?.id ?? "");
      },
    });
    app.shell.add(frame, "right", { rank: sideBarRank, type: "Run" });
    restorer?.add(frame, frame.id);
    beginInTime({ app, notebooks, frame, begin });
  },
};

interface BeginOptions {
  readonly app: JupyterFrontEnd;
  readonly notebooks: INotebookTracker;
  readonly frame: RunPanelFrame;
  readonly begin: () => void;
}

function beginInTime({ app, notebooks, frame, begin }: BeginOptions): void {
  frame.visibilityChanged.connect((_, isShown) => {
    if (isShown) {
      begin();
    }
  });
  notebooks.widgetAdded.connect(begin);
  if (notebooks.size > 0) {
    begin();
  }
  void app.restored.then(() => {
    requestIdleCallback(begin);
  });
}
