import { ReactWidget, UseSignal } from "@jupyterlab/ui-components";
import type { JSX } from "react";

import {
  MiddleCut,
  StatusIcon,
  statusKind,
  statusWord,
  useViewContext,
  ViewContextProvider,
  type ViewContext,
} from "../common";
import type { IRunPanelModel, PanelState } from "../model";
import { deliveryText } from "./views";

export interface RunStatusItemOptions {
  readonly model: IRunPanelModel;
  readonly context: ViewContext;
  readonly openPanel: () => void;
}

/** Says in JupyterLab's status bar how the current notebook's run stands. */
export class RunStatusItem extends ReactWidget {
  constructor(options: RunStatusItemOptions) {
    super();
    this._options = options;
    this.addClass("trackside-StatusItem-widget");
  }

  protected override render(): JSX.Element {
    const { model, context, openPanel } = this._options;
    return (
      <ViewContextProvider value={context}>
        <UseSignal signal={model.stateChanged} initialSender={model}>
          {() => <RunStatus state={model.state} openPanel={openPanel} />}
        </UseSignal>
      </ViewContextProvider>
    );
  }

  private readonly _options: RunStatusItemOptions;
}

function RunStatus({
  state,
  openPanel,
}: {
  readonly state: PanelState;
  readonly openPanel: () => void;
}): JSX.Element | null {
  const context = useViewContext();
  const { run, connection, paused } = state;
  if (run === null) {
    return null;
  }
  const { trans } = context;
  const delivery = paused ? trans.__("Paused") : deliveryText(run, connection, context);
  const status = statusWord(run.status, context);
  return (
    <button
      type="button"
      className="trackside-StatusItem"
      title={trans.__("Run %1: %2. Click to show the run panel.", run.name, `${status}, ${delivery}`)}
      onClick={openPanel}
    >
      <StatusIcon kind={statusKind(run.status)} label={status} />
      <span className="trackside-StatusItem-name">
        <MiddleCut text={run.name} />
      </span>
      <span className="trackside-StatusItem-delivery">{delivery}</span>
    </button>
  );
}
