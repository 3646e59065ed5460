import type { JupyterFrontEnd } from "@jupyterlab/application";
import type { ICommandPalette } from "@jupyterlab/apputils";
import type { ISignal } from "@lumino/signaling";
import type { Widget } from "@lumino/widgets";

import { afterCommand, asRenderer, commandIds, runIcon, type TabId, type ViewContext } from "../common";

/** What has the keyboard, or can take it. */
export interface FocusablePanel {
  readonly hasFocus: boolean;
  /** @param tab - goes to this one, which may not be drawn as the one that is shown yet. */
  takeFocus(tab?: TabId): void;
}

interface PanelCommandOptions {
  readonly app: JupyterFrontEnd;
  readonly panel: Widget & FocusablePanel & { readonly visibilityChanged: ISignal<unknown, boolean> };
  /** Takes the keyboard back to the notebook. */
  readonly goToNotebook: () => void;
  readonly palette: ICommandPalette | null;
  readonly context: ViewContext;
}

/** What JupyterLab's and Notebook's shells both can do with their side areas. */
interface CollapsibleShell {
  collapseLeft?(): void;
  collapseRight?(): void;
}

/** Adds what shows the panel and goes there to the application and the palette. */
export function addPanelCommands(options: PanelCommandOptions): void {
  const { app, panel, goToNotebook, palette } = options;
  const { trans } = options.context;
  const { commands, shell } = app;

  commands.addCommand(commandIds.togglePanel, {
    label: (args) => (args["toolbar"] === true ? "" : trans.__("Show Run Panel")),
    caption: trans.__("Show or hide the run of this notebook"),
    // menu and palette have their check mark there
    icon: (args) => (args["toolbar"] === true || !panel.isVisible ? asRenderer(runIcon) : undefined),
    describedBy: {
      args: {
        type: "object",
        properties: { toolbar: { type: "boolean", description: trans.__("Whether it is shown as an icon alone") } },
      },
    },
    isToggled: () => panel.isVisible,
    execute: () => {
      if (panel.isVisible) {
        const hadFocus = panel.hasFocus;
        collapse(shell, panel);
        if (hadFocus) {
          goToNotebook();
        }
      } else {
        shell.activateById(panel.id);
      }
    },
  });
  panel.visibilityChanged.connect(() => {
    commands.notifyCommandChanged(commandIds.togglePanel);
  });

  commands.addCommand(commandIds.goToPanel, {
    label: trans.__("Go to Run Panel"),
    caption: trans.__("Take the keyboard to the run panel, and from there back to the notebook"),
    icon: asRenderer(runIcon),
    describedBy: { args: { type: "object", properties: {} } },
    execute: () => {
      if (panel.hasFocus) {
        goToNotebook();
      } else {
        afterCommand(() => {
          shell.activateById(panel.id);
          panel.takeFocus();
        });
      }
    },
  });

  for (const command of [commandIds.togglePanel, commandIds.goToPanel]) {
    palette?.addItem({ command, category: trans.__("Trackside") });
  }
}

/** The user may have moved the panel to the other side. */
function collapse(shell: JupyterFrontEnd.IShell, panel: Widget): void {
  const collapsible: CollapsibleShell = shell as JupyterFrontEnd.IShell & CollapsibleShell;
  const isLeft = [...shell.widgets("left")].includes(panel);
  if (isLeft) {
    collapsible.collapseLeft?.();
  } else {
    collapsible.collapseRight?.();
  }
}
