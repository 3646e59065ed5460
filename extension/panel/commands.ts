import type { JupyterFrontEnd } from "@jupyterlab/application";
import type { ICommandPalette } from "@jupyterlab/apputils";
import { launchIcon } from "@jupyterlab/ui-components";
import type { ISignal } from "@lumino/signaling";
import type { Widget } from "@lumino/widgets";

import { asRenderer, commandIds, runIcon, type ViewContext } from "../common";
import type { IRunPanelModel } from "../model";

interface CommandOptions {
  readonly app: JupyterFrontEnd;
  readonly panel: Widget & { readonly visibilityChanged: ISignal<unknown, boolean> };
  readonly model: IRunPanelModel;
  readonly palette: ICommandPalette | null;
  readonly context: ViewContext;
}

/** What JupyterLab's and Notebook's shells both can do with their side areas. */
interface CollapsibleShell {
  collapseLeft?(): void;
  collapseRight?(): void;
}

/** Adds the panel's commands to the application and the palette. */
export function addCommands({ app, panel, model, palette, context: { trans } }: CommandOptions): void {
  const { commands, shell } = app;

  commands.addCommand(commandIds.togglePanel, {
    label: (args) => (args["toolbar"] === true ? "" : trans.__("Show Run Panel")),
    caption: trans.__("Show or hide the run of this notebook"),
    // a menu has its check mark there
    icon: (args) => (args["toolbar"] === true || args["isPalette"] === true ? asRenderer(runIcon) : undefined),
    describedBy: {
      args: {
        type: "object",
        properties: {
          toolbar: { type: "boolean", description: trans.__("Whether it is shown as an icon alone") },
          isPalette: { type: "boolean", description: trans.__("Whether it is listed in the palette") },
        },
      },
    },
    isToggled: () => panel.isVisible,
    execute: () => {
      if (panel.isVisible) {
        collapse(shell, panel);
      } else {
        shell.activateById(panel.id);
      }
    },
  });
  panel.visibilityChanged.connect(() => {
    commands.notifyCommandChanged(commandIds.togglePanel);
  });

  commands.addCommand(commandIds.openInMlflow, {
    label: trans.__("Open the Run in MLflow"),
    caption: trans.__("Open the current notebook's run in MLflow, in a new tab"),
    icon: asRenderer(launchIcon),
    describedBy: { args: { type: "object", properties: {} } },
    isEnabled: () => model.state.runUrl !== null,
    execute: () => {
      if (model.state.runUrl !== null) {
        window.open(model.state.runUrl, "_blank", "noopener,noreferrer");
      }
    },
  });
  let enabled = false;
  model.stateChanged.connect((_, { runUrl }) => {
    if (enabled !== (runUrl !== null)) {
      enabled = !enabled;
      commands.notifyCommandChanged(commandIds.openInMlflow);
    }
  });

  for (const command of [commandIds.togglePanel, commandIds.openInMlflow]) {
    palette?.addItem({ command, category: trans.__("Trackside"), args: { isPalette: true } });
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
