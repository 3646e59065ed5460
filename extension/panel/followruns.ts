import type { JupyterFrontEnd } from "@jupyterlab/application";
import { Notification, type ICommandPalette } from "@jupyterlab/apputils";
import type { INotebookTracker, NotebookPanel } from "@jupyterlab/notebook";
import type { IRenderMimeRegistry } from "@jupyterlab/rendermime";
import type { Kernel } from "@jupyterlab/services";
import type { ISettingRegistry } from "@jupyterlab/settingregistry";
import type { IStateDB } from "@jupyterlab/statedb";
import type { IStatusBar } from "@jupyterlab/statusbar";
import { Signal } from "@lumino/signaling";
import type { ViewMessage } from "trackside/lib/messages";

import { hostRenderer } from "../artifacts";
import { CellBadges, createNotebookAccess } from "../cells";
import { chartDefaultsIn } from "../charts";
import {
  browserMemory,
  browserState,
  messageOf,
  PanelLayout,
  type PanelServices,
  type TabId,
  type ViewContext,
  whenQuiet,
  type WideView,
} from "../common";
import { GatewayClient, resolveRunLink, RunFeed, SharedFeeds } from "../feed";
import { NotebookFollower, type Subject } from "../follow";
import { RunPanelModel, type RunPanelModelOptions } from "../model";
import { OtherKernels } from "../otherkernels";
import { addStyles, runSheets } from "../styles";
import { WideTab, type WideTabs } from "../wide";
import { openForFirstNotebook, widenWhenOpened } from "./firstopening";
import { followsKernels } from "./followkernels";
import type { RunPanelFrame } from "./frame";
import { RunPanel } from "./panel";
import { pluginId } from "./pluginid";
import { reopenWhereShown } from "./reopening";
import { addRunCommands, createRunMenu } from "./runcommands";
import { RunControl } from "./runcontrol";
import { RunStatusItem } from "./statusitem";
import { addTabCommands } from "./tabcommands";
import { TabDots } from "./tabdots";
import { wideKindsIn } from "./widekindsin";

/** Behind what JupyterLab says of kernels. */
const statusBarRank = 4;

/** In Notebook's row of menus: behind the space that keeps what follows at the right, before what it says of the kernel. */
const menuRowRank = 10_000;

/** What of the application, and of the panel's own start, runs are followed and shown with. */
export interface RunPanelHost {
  readonly app: JupyterFrontEnd;
  readonly notebooks: INotebookTracker;
  readonly palette: ICommandPalette | null;
  readonly settingRegistry: ISettingRegistry | null;
  readonly state: IStateDB | null;
  readonly statusBar: IStatusBar | null;
  readonly rendermime: IRenderMimeRegistry | null;
  readonly context: ViewContext;
  readonly frame: RunPanelFrame;
  readonly wide: WideTabs;
  /** Whether the application opens what was open when the page was left. */
  readonly restoresLayout: boolean;
  /** Notebook, not JupyterLab. */
  readonly isNotebookApp: boolean;
}

/**
 * Follows the runs of the notebooks, and shows them in the panel, at the cells, on the tabs and in the status bar.
 *
 * @returns what makes the wide tabs.
 */
export function followRuns(host: RunPanelHost): (view: WideView) => WideTab | null {
  const { app, notebooks, palette, settingRegistry, state, statusBar, rendermime, context, frame, wide } = host;
  addStyles(runSheets);
  const { commands, serviceManager, shell } = app;
  const { serverSettings, kernelspecs } = serviceManager;
  const gateway = new GatewayClient(serverSettings);
  const memory = browserMemory(() => window.localStorage);
  const others = new OtherKernels({
    ...{ gateway, memory },
    languageOf: (name) => kernelspecs.specs?.kernelspecs[name]?.language,
  });
  const follower = new NotebookFollower(notebooks, others);
  const settings = settingRegistry?.load(pluginId) ?? Promise.resolve(null);
  const kernel = (): Kernel.IKernelConnection | null => notebooks.currentWidget?.sessionContext.session?.kernel ?? null;
  const feeds = new SharedFeeds(
    (kernelId) => new RunFeed({ settings: serverSettings, kernelId, takeEvent: whenQuiet }),
  );
  const modelOf = (followed: RunPanelModelOptions["follower"]): RunPanelModel =>
    new RunPanelModel({
      follower: followed,
      openFeed: feeds.open,
      resolveLink: (link) => resolveRunLink(serverSettings.baseUrl, link),
      loadRun: async (kernelId, run) => (await gateway.get<ViewMessage>("run", { kernel: kernelId, run })).run,
    });
  const model = modelOf(follower);
  // Where no layout is restored, the state is forgotten with the page, too.
  const layout = new PanelLayout(host.restoresLayout ? state : browserState(memory));
  const services: PanelServices = {
    gateway,
    notebook: createNotebookAccess(app, notebooks, context.trans),
    renderer: hostRenderer(rendermime),
    openWide: (view) => {
      wide.open(view).catch((error: unknown) => {
        Notification.error(messageOf(error));
      });
    },
  };
  const showPanel = (): void => {
    shell.activateById(frame.id);
  };
  const control = new RunControl({
    ...{ model, gateway, layout, showPanel },
    menu: createRunMenu(commands),
    followKernel: followsKernels({ follower, others, kernel, settings }),
  });
  addRunCommands({ commands, model, control, palette, context, kernel });
  addTabCommands({ commands, model, layout, services, panel: frame, palette, context, showPanel });

  // Notebook has no status bar; in JupyterLab somebody has taken it away.
  const showsStatus = statusBar !== null || host.isNotebookApp;
  frame.fill(new RunPanel({ frame, model, layout, context, services, actions: control, followsHidden: showsStatus }));
  new TabDots(model, (path) => notebookAt(notebooks, path)?.title ?? null);
  showBadges({
    ...{ model, context, notebooks },
    open: (tab) => {
      void layout.update({ tab });
      showPanel();
    },
  });
  if (showsStatus) {
    addStatusItem(new RunStatusItem({ model, context, openPanel: showPanel }), shell, statusBar);
  }
  if (!host.restoresLayout) {
    reopenWhereShown({ panel: frame, follower, showPanel, memory });
  }

  // These wait for the workspace.
  layout.restore().catch(reportFailure("restore the sections of the run panel"));
  followSettings(settings, layout).catch(reportFailure("read the settings of the run panel"));
  widenWhenOpened({ app, panel: frame }).catch(reportFailure("size the run panel"));
  openForFirstNotebook({ app, panel: frame, follower, settings, memory }).catch(reportFailure("open the run panel"));

  const kinds = wideKindsIn(context, layout);
  return (view) => {
    const kind = kinds[view.kind];
    return kind ? new WideTab({ view, kind, model: modelOf(alwaysKernel(view.kernelId)), services, context }) : null;
  };
}

function addStatusItem(item: RunStatusItem, shell: JupyterFrontEnd.IShell, statusBar: IStatusBar | null): void {
  if (statusBar === null) {
    shell.add(item, "menu", { rank: menuRowRank });
  } else {
    statusBar.registerStatusItem(pluginId, { item, align: "left", rank: statusBarRank });
  }
}

interface BadgeOptions {
  readonly model: RunPanelModel;
  readonly context: ViewContext;
  readonly notebooks: INotebookTracker;
  readonly open: (tab: TabId) => void;
}

function showBadges({ model, context, notebooks, open }: BadgeOptions): void {
  const badges = new CellBadges({
    ...{ model, context, open },
    cellsOf: (kernelId) =>
      notebooks
        .find(({ sessionContext }) => sessionContext.session?.kernel?.id === kernelId)
        ?.content.widgets.map(({ model: { id }, node }) => ({ id, node })) ?? [],
  });
  // Also as a notebook is loaded, whose run may have been told before.
  notebooks.activeCellChanged.connect(() => {
    badges.refresh();
  });
}

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
