import { ReactWidget, UseSignal } from "@jupyterlab/ui-components";
import type { Message } from "@lumino/messaging";
import type { JSX } from "react";
import type { RunView } from "trackside/lib/messages";

import {
  FaultBoundary,
  PanelServicesProvider,
  useViewContext,
  ViewContextProvider,
  type PanelServices,
  type ViewContext,
  type WideView,
} from "../common";
import type { IRunPanelModel } from "../model";

/** What the views in wide tabs are given. */
export interface WideProps {
  readonly view: WideView;
  readonly run: RunView;
  readonly baseline: RunView | null;
}

/** Something of a run, as wide as the main area. */
export interface WideKind {
  /** Said on the tab. */
  readonly title: (view: WideView) => string;
  readonly render: (props: WideProps) => JSX.Element;
}

export interface WideTabOptions {
  readonly view: WideView;
  readonly kind: WideKind;
  readonly model: IRunPanelModel;
  readonly services: PanelServices;
  readonly context: ViewContext;
}

/** The content of a tab in the main area that shows something of a run; live while it is looked at. */
export class WideTab extends ReactWidget {
  constructor(options: WideTabOptions) {
    super();
    this._options = options;
    this.title.label = options.kind.title(options.view);
    this.addClass("trackside-Wide");
  }

  get view(): WideView {
    return this._options.view;
  }

  override dispose(): void {
    if (!this.isDisposed) {
      this._options.model.dispose();
      super.dispose();
    }
  }

  protected override render(): JSX.Element {
    const { view, kind, model, services, context } = this._options;
    return (
      <ViewContextProvider value={context}>
        <PanelServicesProvider value={services}>
          <UseSignal signal={model.stateChanged} initialSender={model}>
            {() =>
              model.state.run === null ? (
                <NoRun />
              ) : (
                <FaultBoundary>
                  {kind.render({ view, run: model.state.run, baseline: model.state.baseline })}
                </FaultBoundary>
              )
            }
          </UseSignal>
        </PanelServicesProvider>
      </ViewContextProvider>
    );
  }

  protected override onAfterShow(message: Message): void {
    super.onAfterShow(message);
    this._options.model.active = true;
  }

  protected override onAfterAttach(message: Message): void {
    super.onAfterAttach(message);
    this._options.model.active = this.isVisible;
  }

  protected override onBeforeHide(message: Message): void {
    super.onBeforeHide(message);
    this._options.model.active = false;
  }

  private readonly _options: WideTabOptions;
}

function NoRun(): JSX.Element {
  const { trans } = useViewContext();
  return <p className="trackside-Tab-empty">{trans.__("The run of this kernel is not known here any more.")}</p>;
}
