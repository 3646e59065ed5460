import type { JupyterFrontEnd } from "@jupyterlab/application";
import type { ICommandPalette } from "@jupyterlab/apputils";
import { caretLeftIcon, caretRightIcon, treeViewIcon } from "@jupyterlab/ui-components";

import {
  afterCommand,
  asRenderer,
  commandIds,
  tabIds,
  wideKinds,
  type PanelLayout,
  type PanelServices,
  type ViewContext,
} from "../common";
import type { IRunPanelModel } from "../model";
import type { FocusablePanel } from "./panelcommands";

export interface TabCommandOptions {
  readonly commands: JupyterFrontEnd["commands"];
  readonly model: IRunPanelModel;
  readonly layout: PanelLayout;
  readonly services: PanelServices;
  readonly panel: FocusablePanel;
  /** Brings the panel to the front. */
  readonly showPanel: () => void;
  readonly palette: ICommandPalette | null;
  readonly context: ViewContext;
}

/** Adds what goes about in the panel without the pointer. */
export function addTabCommands(options: TabCommandOptions): void {
  const { commands, model, layout, services, panel, showPanel, palette } = options;
  const { trans } = options.context;
  const go = (by: number) => (): void => {
    showPanel();
    const index = tabIds.indexOf(layout.arrangement.tab) + by;
    const tab = tabIds.at(index % tabIds.length) ?? "overview";
    if (panel.hasFocus) {
      // Before what has it goes with the tab that is shown.
      panel.takeFocus(tab);
    }
    void layout.update({ tab });
  };
  const describedBy = { args: { type: "object", properties: {} } };
  commands.addCommand(commandIds.nextTab, {
    label: trans.__("Next Tab of the Run Panel"),
    caption: trans.__("Show the run panel’s next tab"),
    icon: asRenderer(caretRightIcon),
    describedBy,
    execute: go(1),
  });
  commands.addCommand(commandIds.previousTab, {
    label: trans.__("Previous Tab of the Run Panel"),
    caption: trans.__("Show the tab before the run panel’s current one"),
    icon: asRenderer(caretLeftIcon),
    describedBy,
    execute: go(-1),
  });
  commands.addCommand(commandIds.openGraph, {
    label: trans.__("Open Pipeline Graph"),
    caption: trans.__("Show the nodes of the current notebook’s run as a graph, as wide as the page"),
    icon: asRenderer(treeViewIcon),
    describedBy,
    isEnabled: () => hasNodes(model),
    execute: () => {
      const { subject } = model.state;
      if (subject.kind === "kernel") {
        const view = { kind: wideKinds.graph, kernelId: subject.kernelId, name: "" };
        afterCommand(() => {
          services.openWide(view);
        });
      }
    },
  });
  let enabled = false;
  model.stateChanged.connect(() => {
    if (enabled !== hasNodes(model)) {
      enabled = !enabled;
      commands.notifyCommandChanged(commandIds.openGraph);
    }
  });
  for (const command of [commandIds.openGraph, commandIds.nextTab, commandIds.previousTab]) {
    palette?.addItem({ command, category: trans.__("Trackside") });
  }
}

function hasNodes({ state: { run } }: IRunPanelModel): boolean {
  return run !== null && run.nodes.length > 0;
}
