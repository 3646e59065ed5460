import { ReactWidget } from "@jupyterlab/ui-components";
import type { Message } from "@lumino/messaging";
import { Signal, type ISignal } from "@lumino/signaling";
import { Panel, type Widget } from "@lumino/widgets";

import { asRenderer, messageOf, runIcon, ViewContextProvider, type TabId, type ViewContext } from "../common";
import { LoadFailure } from "./loadfailure";

/** The side panel itself, which is there from the start of the page; what it shows is loaded later. */
export class RunPanelFrame extends Panel {
  constructor(context: ViewContext) {
    super();
    this._context = context;
    this.id = "trackside-run-panel";
    this.addClass("trackside-Panel");
    // Takes the keyboard where nothing in it does, as before the first run.
    this.node.tabIndex = -1;
    this.title.icon = asRenderer(runIcon);
    this.title.caption = context.trans.__("Run");
  }

  /** Emits when the panel came into view or left it. */
  get visibilityChanged(): ISignal<this, boolean> {
    return this._visibilityChanged;
  }

  /** Whether the keyboard is in it. */
  get hasFocus(): boolean {
    return this.node.contains(document.activeElement);
  }

  /** Takes the keyboard to the tab that is shown, or comes to be, from where arrow keys and Tab lead to all else. */
  takeFocus(tab?: TabId): void {
    const which = tab === undefined ? '[aria-selected="true"]' : `[data-tab="${tab}"]`;
    const target =
      this.node.querySelector<HTMLElement>(`[role="tab"]${which}`) ??
      this.node.querySelector<HTMLElement>("button, a[href]");
    (target ?? this.node).focus();
  }

  /** Shows this in place of what was there. */
  fill(content: Widget): void {
    for (const widget of [...this.widgets]) {
      widget.dispose();
    }
    this.addWidget(content);
  }

  /** Says that what it shows could not be loaded. */
  showFailure(error: unknown, onAgain: () => void): void {
    this.fill(
      ReactWidget.create(
        <ViewContextProvider value={this._context}>
          <LoadFailure reason={messageOf(error)} onAgain={onAgain} />
        </ViewContextProvider>,
      ),
    );
  }

  override dispose(): void {
    if (!this.isDisposed) {
      Signal.clearData(this);
      super.dispose();
    }
  }

  protected override onAfterShow(message: Message): void {
    super.onAfterShow(message);
    this._visibilityChanged.emit(true);
  }

  protected override onAfterAttach(message: Message): void {
    super.onAfterAttach(message);
    this._visibilityChanged.emit(this.isVisible);
  }

  protected override onBeforeHide(message: Message): void {
    super.onBeforeHide(message);
    this._visibilityChanged.emit(false);
  }

  protected override onBeforeDetach(message: Message): void {
    super.onBeforeDetach(message);
    this._visibilityChanged.emit(false);
  }

  private readonly _context: ViewContext;
  private readonly _visibilityChanged = new Signal<this, boolean>(this);
}
