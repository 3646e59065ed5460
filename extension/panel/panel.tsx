import { ReactWidget, UseSignal } from "@jupyterlab/ui-components";
import type { Message } from "@lumino/messaging";
import { Signal, type ISignal } from "@lumino/signaling";
import type { JSX } from "react";

import {
  asRenderer,
  PanelServicesProvider,
  RunActionsProvider,
  runIcon,
  ViewContextProvider,
  type PanelLayout,
  type PanelServices,
  type RunActions,
  type TabId,
  type ViewContext,
} from "../common";
import type { IRunPanelModel } from "../model";
import { RunPanelView } from "./views";

export interface RunPanelOptions {
  readonly model: IRunPanelModel;
  readonly layout: PanelLayout;
  readonly context: ViewContext;
  readonly services: PanelServices;
  readonly actions: RunActions;
  /** Follows the run also while the panel is hidden: something else shows how it stands. */
  readonly followsHidden: boolean;
}

/** The side panel that shows the current notebook's run. */
export class RunPanel extends ReactWidget {
  constructor(options: RunPanelOptions) {
    super();
    this._options = options;
    this.id = "trackside-run-panel";
    this.addClass("trackside-Panel");
    // Takes the keyboard where nothing in it does, as before the first run.
    this.node.tabIndex = -1;
    this.title.icon = asRenderer(runIcon);
    this.title.caption = options.context.trans.__("Run");
    document.addEventListener("visibilitychange", this._refreshActive);
    this._refreshActive();
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

  override dispose(): void {
    if (this.isDisposed) {
      return;
    }
    document.removeEventListener("visibilitychange", this._refreshActive);
    Signal.clearData(this);
    super.dispose();
  }

  protected override render(): JSX.Element {
    const { model, layout, context, services, actions } = this._options;
    return (
      <ViewContextProvider value={context}>
        <PanelServicesProvider value={services}>
          <RunActionsProvider value={actions}>
            <UseSignal signal={model.stateChanged} initialSender={model}>
              {() => (
                <RunPanelView
                  state={model.state}
                  layout={layout}
                  onRetry={() => {
                    model.retry();
                  }}
                />
              )}
            </UseSignal>
          </RunActionsProvider>
        </PanelServicesProvider>
      </ViewContextProvider>
    );
  }

  protected override onAfterShow(message: Message): void {
    super.onAfterShow(message);
    this._setVisible(true);
  }

  protected override onAfterAttach(message: Message): void {
    super.onAfterAttach(message);
    this._setVisible(this.isVisible);
  }

  protected override onBeforeHide(message: Message): void {
    super.onBeforeHide(message);
    this._setVisible(false);
  }

  protected override onBeforeDetach(message: Message): void {
    super.onBeforeDetach(message);
    this._setVisible(false);
  }

  private _setVisible(visible: boolean): void {
    this._isShown = visible;
    this._refreshActive();
    this._visibilityChanged.emit(visible);
  }

  private readonly _refreshActive = (): void => {
    const { model, followsHidden } = this._options;
    model.active = (this._isShown || followsHidden) && document.visibilityState !== "hidden";
  };

  private readonly _options: RunPanelOptions;
  private _isShown = false;
  private readonly _visibilityChanged = new Signal<this, boolean>(this);
}
