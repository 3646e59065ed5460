import type { ILayoutRestorer, JupyterFrontEnd } from "@jupyterlab/application";
import { MainAreaWidget, WidgetTracker } from "@jupyterlab/apputils";
import type { DocumentRegistry } from "@jupyterlab/docregistry";

import { asRenderer, commandIds, runIcon, type PanelServices, type ViewContext, type WideView } from "../common";
import type { IRunPanelModel } from "../model";
import { WideTab, type WideKind } from "./widetab";

export interface WideTabsOptions {
  readonly app: JupyterFrontEnd;
  readonly restorer: ILayoutRestorer | null;
  readonly context: ViewContext;
  readonly services: PanelServices;
  /** What can be opened, by the kind that a view names. */
  readonly kinds: Readonly<Record<string, WideKind>>;
  /** Makes a model that follows the run of one kernel. */
  readonly modelOf: (kernelId: string) => IRunPanelModel;
}

/** The tabs of the main area that show something of a run; JupyterLab restores them with its layout. */
export class WideTabs {
  constructor(options: WideTabsOptions) {
    this._options = options;
    const { app, restorer } = options;
    app.commands.addCommand(commandIds.openWide, {
      label: options.context.trans.__("Open Wide"),
      describedBy: {
        args: {
          type: "object",
          properties: { kind: { type: "string" }, kernelId: { type: "string" }, name: { type: "string" } },
          required: ["kind", "kernelId", "name"],
        },
      },
      execute: (args) => {
        const { kind, kernelId, name } = args;
        if (typeof kind === "string" && typeof kernelId === "string" && typeof name === "string") {
          this.open({ kind, kernelId, name });
        }
      },
    });
    void restorer?.restore(this._tracker, {
      command: commandIds.openWide,
      args: ({ content }) => ({ ...content.view }),
      name: ({ content }) => idOf(content.view),
    });
  }

  /** Opens a view, or brings it to the front; one of an unknown kind, from another version's layout, is left out. */
  open(view: WideView): void {
    const { app, kinds, modelOf, services, context } = this._options;
    const kind = kinds[view.kind];
    const open = this._tracker.find(({ content }) => idOf(content.view) === idOf(view));
    if (open) {
      app.shell.activateById(open.id);
    } else if (kind) {
      const content = new WideTab({ view, kind, model: modelOf(view.kernelId), services, context });
      const widget = new MainAreaWidget({ content });
      widget.id = idOf(view);
      widget.title.label = kind.title(view);
      widget.title.icon = asRenderer(runIcon);
      widget.title.closable = true;
      app.shell.add(widget, "main", this._place());
      this._tracker.add(widget).catch((error: unknown) => {
        console.error("Trackside could not keep a tab for the next page.", error);
      });
    }
  }

  /** The first stands below the notebook; one more beside it, instead of taking half of what is left. */
  private _place(): DocumentRegistry.IOpenOptions {
    const shown = this._tracker.find(({ isVisible }) => isVisible);
    return shown === undefined ? { mode: "split-bottom" } : { mode: "tab-after", ref: shown.id };
  }

  private readonly _options: WideTabsOptions;
  private readonly _tracker = new WidgetTracker<MainAreaWidget<WideTab>>({ namespace: "trackside-wide" });
}

function idOf({ kind, kernelId, name }: WideView): string {
  return `trackside-wide:${kind}:${kernelId}:${name}`;
}
