import { ILayoutRestorer, type JupyterFrontEnd, type JupyterFrontEndPlugin } from "@jupyterlab/application";
import { Clipboard, ICommandPalette } from "@jupyterlab/apputils";
import { INotebookTracker } from "@jupyterlab/notebook";
import { ISettingRegistry } from "@jupyterlab/settingregistry";
import { IStateDB } from "@jupyterlab/statedb";
import { ITranslator } from "@jupyterlab/translation";

import { createViewContext } from "../common";
import { resolveRunLink, RunFeed } from "../feed";
import { NotebookFollower } from "../follow";
import { addCommands } from "./commands";
import { openForFirstNotebook } from "./firstopening";
import { PanelLayout } from "./layout";
import { RunPanelModel } from "./model";
import { RunPanel } from "./panel";

const pluginId = "jupyterlab-trackside:plugin";

/** Just below JupyterLab's own property inspector, above its debugger. */
const sideBarRank = 150;

/** Adds the run panel, its commands and its button in the notebook's toolbar. */
export const panelPlugin: JupyterFrontEndPlugin<void> = {
  id: pluginId,
  description: "Shows the run of the current notebook in a side panel.",
  autoStart: true,
  requires: [INotebookTracker],
  optional: [ITranslator, ICommandPalette, ILayoutRestorer, ISettingRegistry, IStateDB],
  activate: (
    app: JupyterFrontEnd,
    notebooks: INotebookTracker,
    translator: ITranslator | null,
    palette: ICommandPalette | null,
    restorer: ILayoutRestorer | null,
    settingRegistry: ISettingRegistry | null,
    state: IStateDB | null,
  ): void => {
    const serverSettings = app.serviceManager.serverSettings;
    const context = createViewContext(translator, (text) => {
      Clipboard.copyToSystem(text);
    });
    const follower = new NotebookFollower(notebooks);
    const model = new RunPanelModel({
      follower,
      openFeed: (kernelId) => new RunFeed({ settings: serverSettings, kernelId }),
      resolveLink: (link) => resolveRunLink(serverSettings.baseUrl, link),
    });
    const layout = new PanelLayout(state);
    const panel = new RunPanel({ model, layout, context });

    addCommands({ app, panel, model, palette, context });
    app.shell.add(panel, "right", { rank: sideBarRank, type: "Run" });
    restorer?.add(panel, panel.id);

    // Not part of the activation: these wait for the workspace, which waits for the plugins.
    const settings = settingRegistry?.load(pluginId) ?? Promise.resolve(null);
    layout.restore().catch(reportFailure("restore the sections of the run panel"));
    openForFirstNotebook({ app, panel, follower, settings }).catch(reportFailure("open the run panel"));
  },
};

function reportFailure(what: string): (error: unknown) => void {
  return (error) => {
    console.error(`Trackside could not ${what}.`, error);
  };
}
