import type { ILayoutRestorer, JupyterFrontEnd } from "@jupyterlab/application";
import { MainAreaWidget, WidgetTracker } from "@jupyterlab/apputils";
import type { DocumentRegistry } from "@jupyterlab/docregistry";
import { TabPanel, type Widget } from "@lumino/widgets";

import { asRenderer, commandIds, heighten, runIcon, type ViewContext, type WideView } from "../common";
import type { WideTab } from "./widetab";

/** Pixels of what opens below the only document of a page, which has none at first. */
const heightBelow = 400;

export interface WideTabsOptions {
  readonly app: JupyterFrontEnd;
  readonly restorer: ILayoutRestorer | null;
  /** Whether the main area holds more than one document; what is wide stands below it otherwise, as in Notebook. */
  readonly hasTabs: boolean;
  readonly context: ViewContext;
  /** Loads what makes the tabs, which is `null` for a view that it does not know, as in a layout of another version. */
  readonly load: () => Promise<(view: WideView) => WideTab | null>;
}

/** The wide tabs that show something of a run; JupyterLab restores them with its layout. */
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
      execute: async (args) => {
        const { kind, kernelId, name } = args;
        if (typeof kind === "string" && typeof kernelId === "string" && typeof name === "string") {
          await this.open({ kind, kernelId, name });
        }
      },
    });
    void restorer?.restore(this._tracker, {
      command: commandIds.openWide,
      args: ({ content }) => ({ ...content.view }),
      name: ({ content }) => idOf(content.view),
    });
  }

  /** Opens a view, or brings it to the front; one that is not known is left out. */
  async open(view: WideView): Promise<void> {
    const tabOf = await this._options.load();
    const open = this._tracker.find(({ content }) => idOf(content.view) === idOf(view));
    if (open) {
      this._show(open);
      return;
    }
    const content = tabOf(view);
    if (content !== null) {
      this._add(content);
    }
  }

  private _add(content: WideTab): void {
    const { app, hasTabs } = this._options;
    const widget = new MainAreaWidget({ content });
    widget.id = idOf(content.view);
    widget.title.icon = asRenderer(runIcon);
    widget.title.className = "trackside-WideTitle";
    widget.title.closable = true;
    widget.disposed.connect(() => {
      // told while it is still in the page
      if (widget.node.contains(document.activeElement)) {
        this._giveKeyboardBack();
      }
    });
    if (hasTabs) {
      app.shell.add(widget, "main", this._place());
    } else {
      const isFirst = this._shown() === undefined;
      app.shell.add(widget, "down");
      this._show(widget);
      if (isFirst) {
        heighten(widget, heightBelow);
      }
    }
    this._tracker.add(widget).catch((error: unknown) => {
      console.error("Trackside could not keep a tab for the next page.", error);
    });
  }

  /** Notebook activates what is below the document without choosing its tab. */
  private _show(widget: Widget): void {
    const around = widget.parent?.parent;
    if (around instanceof TabPanel) {
      around.currentWidget = widget;
    }
    this._options.app.shell.activateById(widget.id);
  }

  /** The browser leaves it nowhere when what has it goes. */
  private _giveKeyboardBack(): void {
    const { shell } = this._options.app;
    // not before the shell has noticed that the tab is gone
    setTimeout(() => {
      if (shell.currentWidget) {
        shell.activateById(shell.currentWidget.id);
      }
    });
  }

  /** The first stands below the notebook; one more beside it, instead of taking half of what is left. */
  private _place(): DocumentRegistry.IOpenOptions {
    const shown = this._shown();
    return shown === undefined ? { mode: "split-bottom" } : { mode: "tab-after", ref: shown.id };
  }

  private _shown(): MainAreaWidget<WideTab> | undefined {
    return this._tracker.find(({ isVisible }) => isVisible);
  }

  private readonly _options: WideTabsOptions;
  private readonly _tracker = new WidgetTracker<MainAreaWidget<WideTab>>({ namespace: "trackside-wide" });
}

function idOf({ kind, kernelId, name }: WideView): string {
  return `trackside-wide:${kind}:${kernelId}:${name}`;
}
