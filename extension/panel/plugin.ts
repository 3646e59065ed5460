import { ILabShell, ILayoutRestorer, type JupyterFrontEnd, type JupyterFrontEndPlugin } from "@jupyterlab/application";
import { Clipboard, ICommandPalette } from "@jupyterlab/apputils";
import { INotebookTracker, type NotebookPanel } from "@jupyterlab/notebook";
import { IRenderMimeRegistry } from "@jupyterlab/rendermime";
import type { Kernel } from "@jupyterlab/services";
import { ISettingRegistry } from "@jupyterlab/settingregistry";
import { IStateDB } from "@jupyterlab/statedb";
import { IStatusBar } from "@jupyterlab/statusbar";
import { ITranslator } from "@jupyterlab/translation";
import { Signal } from "@lumino/signaling";
import { createElement } from "react";
import type { ViewMessage } from "trackside/lib/messages";

import { artifactKind, hostRenderer, WideArtifact } from "../artifacts";
import { CellBadges, createNotebookAccess } from "../cells";
import { chartDefaultsIn, metricKind } from "../charts";
import { compareKind, wideCompareKind } from "../compare";
import {
  browserMemory,
  browserState,
  createViewContext,
  PanelLayout,
  type PanelServices,
  type ViewContext,
  whenQuiet,
} from "../common";
import { GatewayClient, resolveRunLink, RunFeed, SharedFeeds } from "../feed";
import { NotebookFollower, type Subject } from "../follow";
import { RunPanelModel, type RunPanelModelOptions } from "../model";
import { OtherKernels } from "../otherkernels";
import { PipelineGraph, pipelineGraphKind } from "../pipeline";
import { WideTabs, type WideKind } from "../wide";
import { addCommands } from "./commands";
import { followsKernels } from "./followkernels";
import { addRunCommands, createRunMenu } from "./runcommands";
import { addTabCommands } from "./tabcommands";
import { RunControl } from "./runcontrol";
import { RunStatusItem } from "./statusitem";
import { TabDots } from "./tabdots";
import { openForFirstNotebook, widenWhenOpened } from "./firstopening";
import { reopenWhereShown } from "./reopening";
import { RunPanel } from "./panel";

const pluginId = "jupyterlab-trackside:plugin";

/** Just below JupyterLab's own property inspector, above its debugger. */
const sideBarRank = 150;

/** Behind what JupyterLab says of kernels. */
const statusBarRank = 4;

/** In Notebook's row of menus: behind the space that keeps what follows at the right, before what it says of the kernel. */
const menuRowRank = 10_000;

/** What opens wide in the main area. */
function wideKindsIn(context: ViewContext, layout: PanelLayout): Readonly<Record<string, WideKind>> {
  const { trans } = context;
  return {
    metric: metricKind(layout),
    [compareKind]: wideCompareKind(context, layout),
    [artifactKind]: {
      title: ({ name }) => name.slice(name.lastIndexOf("/") + 1),
      render: (props) => createElement(WideArtifact, props),
    },
    [pipelineGraphKind]: {
      title: () => trans.__("Pipeline Graph"),
      render: (props) => createElement(PipelineGraph, props),
    },
  };
}

/** Adds the run panel, its commands and its button in the notebook's toolbar. */
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
    // Notebook has no status bar; in JupyterLab somebody has taken it away.
    const showsStatus = statusBar !== null || labShell === null;
    const serverSettings = app.serviceManager.serverSettings;
    const context = createViewContext(translator, (text) => {
      Clipboard.copyToSystem(text);
    });
    const gateway = new GatewayClient(serverSettings);
    const memory = browserMemory(() => window.localStorage);
    const others = new OtherKernels({
      ...{ gateway, memory },
      languageOf: (name) => app.serviceManager.kernelspecs.specs?.kernelspecs[name]?.language,
    });
    const follower = new NotebookFollower(notebooks, others);
    const settings = settingRegistry?.load(pluginId) ?? Promise.resolve(null);
    const kernel = (): Kernel.IKernelConnection | null =>
      notebooks.currentWidget?.sessionContext.session?.kernel ?? null;
    const followCurrent = followsKernels({ follower, others, kernel, settings });
    const feeds = new SharedFeeds(
      (kernelId) => new RunFeed({ settings: serverSettings, kernelId, takeEvent: whenQuiet }),
    );
    const modelOf = (followed: RunPanelModelOptions["follower"]): RunPanelModel =>
      new RunPanelModel({
        follower: followed,
        openFeed: feeds.open,
        resolveLink: (link) => resolveRunLink(serverSettings.baseUrl, link),
        loadRun: async (kernel, run) => (await gateway.get<ViewMessage>("run", { kernel, run })).run,
      });
    const model = modelOf(follower);
    // Where no layout is restored, the state is forgotten with the page, too.
    const layout = new PanelLayout(restorer === null ? browserState(memory) : state);
    const services: PanelServices = {
      gateway,
      notebook: createNotebookAccess(app, notebooks, context.trans),
      renderer: hostRenderer(rendermime),
      openWide: (view) => {
        wide.open(view);
      },
    };
    const wide = new WideTabs({
      ...{ app, restorer, context, services, kinds: wideKindsIn(context, layout) },
      hasTabs: labShell !== null,
      modelOf: (kernelId) => modelOf(alwaysKernel(kernelId)),
    });
    const showPanel = (): void => {
      app.shell.activateById(panel.id);
    };
    const control = new RunControl({
      ...{ model, gateway, layout, showPanel },
      openMenu: (x, y) => {
        menu.open(x, y);
      },
      followKernel: followCurrent,
    });
    const panel = new RunPanel({
      ...{ model, layout, context, services, actions: control },
      followsHidden: showsStatus,
    });

    addCommands({
      ...{ app, panel, model, palette, context },
      goToNotebook: () => {
        app.shell.activateById(notebooks.currentWidget?.id ?? "");
      },
    });
    addRunCommands({
      ...{ commands: app.commands, model, control, palette, context, kernel },
    });
    addTabCommands({
      ...{ commands: app.commands, model, layout, services, panel, palette, context, showPanel },
    });
    const menu = createRunMenu(app.commands);
    new TabDots(model, (path) => notebookAt(notebooks, path)?.title ?? null);
    const badges = new CellBadges({
      ...{ model, context },
      cellsOf: (kernelId) =>
        notebooks
          .find(({ sessionContext }) => sessionContext.session?.kernel?.id === kernelId)
          ?.content.widgets.map(({ model: { id }, node }) => ({ id, node })) ?? [],
      open: (tab) => {
        void layout.update({ tab });
        showPanel();
      },
    });
    // Also as a notebook is loaded, whose run may have been told before.
    notebooks.activeCellChanged.connect(() => {
      badges.refresh();
    });
    if (showsStatus) {
      const item = new RunStatusItem({ model, context, openPanel: showPanel });
      if (statusBar === null) {
        app.shell.add(item, "menu", { rank: menuRowRank });
      } else {
        statusBar.registerStatusItem(pluginId, { item, align: "left", rank: statusBarRank });
      }
    }
    app.shell.add(panel, "right", { rank: sideBarRank, type: "Run" });
    if (restorer === null) {
      reopenWhereShown({ panel, follower, showPanel, memory });
    } else {
      restorer.add(panel, panel.id);
    }

    // Not part of the activation: these wait for the workspace, which waits for the plugins.
    layout.restore().catch(reportFailure("restore the sections of the run panel"));
    followSettings(settings, layout).catch(reportFailure("read the settings of the run panel"));
    widenWhenOpened({ app, panel }).catch(reportFailure("size the run panel"));
    openForFirstNotebook({ app, panel, follower, settings, memory }).catch(reportFailure("open the run panel"));
  },
};

/** Sets charts up as the settings say, also when these change. */
async function followSettings(
  settings: Promise<ISettingRegistry.ISettings | null>,
  layout: PanelLayout,
): Promise<void> {
  const loaded = await settings;
  const apply = (): void => {
    layout.chartDefaults = chartDefaultsIn((name) => loaded?.get(name).composite);
  };
  loaded?.changed.connect(apply);
  apply();
}

/** Follows one kernel, whichever notebook is current. */
function alwaysKernel(kernelId: string): RunPanelModelOptions["follower"] {
  const subject: Subject = { kind: "kernel", path: "", kernelId, alive: true };
  return { subject, subjectChanged: new Signal<object, Subject>({}) };
}

function notebookAt(notebooks: INotebookTracker, path: string): NotebookPanel | undefined {
  return notebooks.find(({ context }) => context.path === path);
}

function reportFailure(what: string): (error: unknown) => void {
  return (error) => {
    console.error(`Trackside could not ${what}.`, error);
  };
}
