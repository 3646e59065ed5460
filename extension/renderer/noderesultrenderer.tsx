import type { IRenderMime } from "@jupyterlab/rendermime-interfaces";
import { ReactWidget } from "@jupyterlab/ui-components";
import { MessageLoop } from "@lumino/messaging";
import { Widget } from "@lumino/widgets";
import type { JSX } from "react";
import { nodeResultMimeType, type NodeResult } from "trackside/lib/messages";

import { useViewContext, ViewContextProvider, type ViewContext } from "../common";
import { NodeResultView } from "./noderesultview";
import { parseNodeResult } from "./parse";

/** Renders what a cell shows for the nodes it ran, and follows it while they run. */
export class NodeResultRenderer extends ReactWidget implements IRenderMime.IRenderer {
  constructor(context: ViewContext) {
    super();
    this._context = context;
    this.addClass("trackside-NodeResultRenderer");
  }

  async renderModel(model: IRenderMime.IMimeModel): Promise<void> {
    this._result = parseNodeResult(model.data[nodeResultMimeType]);
    if (this.isAttached) {
      MessageLoop.sendMessage(this, Widget.Msg.UpdateRequest);
    }
    await this.renderPromise;
  }

  protected override render(): JSX.Element {
    return (
      <ViewContextProvider value={this._context}>
        {this._result === null ? <Unreadable /> : <NodeResultView result={this._result} />}
      </ViewContextProvider>
    );
  }

  private readonly _context: ViewContext;
  private _result: NodeResult | null = null;
}

function Unreadable(): JSX.Element {
  const { trans } = useViewContext();
  return (
    <p className="trackside-Quiet">
      {trans.__("This output was written by another version of Trackside. Run the cell again to see it.")}
    </p>
  );
}
