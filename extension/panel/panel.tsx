import { ReactWidget, UseSignal } from "@jupyterlab/ui-components";
import type { ISignal } from "@lumino/signaling";
import type { Widget } from "@lumino/widgets";
import type { JSX } from "react";

import {
  PanelServicesProvider,
  RunActionsProvider,
  ViewContextProvider,
  type PanelLayout,
  type PanelServices,
  type RunActions,
  type ViewContext,
} from "../common";
import type { IRunPanelModel } from "../model";
import { RunPanelView } from "./views";

export interface RunPanelOptions {
  /** The panel that this is the content of. */
  readonly frame: Widget & { readonly visibilityChanged: ISignal<unknown, boolean> };
  readonly model: IRunPanelModel;
  readonly layout: PanelLayout;
  readonly context: ViewContext;
  readonly services: PanelServices;
  readonly actions: RunActions;
  /** Follows the run also while the panel is hidden: something else shows how it stands. */
  readonly followsHidden: boolean;
}

/** Shows the current notebook's run in the side panel. */
export class RunPanel extends ReactWidget {
  constructor(options: RunPanelOptions) {
    super();
    this._options = options;
    this.addClass("trackside-Panel-content");
    this._isShown = options.frame.isVisible;
    options.frame.visibilityChanged.connect(this._onVisibility);
    document.addEventListener("visibilitychange", this._refreshActive);
    this._refreshActive();
  }

  override dispose(): void {
    if (this.isDisposed) {
      return;
    }
    this._options.frame.visibilityChanged.disconnect(this._onVisibility);
    document.removeEventListener("visibilitychange", this._refreshActive);
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

  private readonly _onVisibility = (_: unknown, isShown: boolean): void => {
    this._isShown = isShown;
    this._refreshActive();
  };

  private readonly _refreshActive = (): void => {
    const { model, followsHidden } = this._options;
    model.active = (this._isShown || followsHidden) && document.visibilityState !== "hidden";
  };

  private readonly _options: RunPanelOptions;
  private _isShown: boolean;
}
