import type { IRenderMime } from "@jupyterlab/rendermime-interfaces";
import { ReactWidget } from "@jupyterlab/ui-components";
import { MessageLoop } from "@lumino/messaging";
import { Widget } from "@lumino/widgets";
import type { JSX } from "react";
import { nodeResultMimeType } from "trackside/lib/messages";

import { ViewContextProvider, type ViewContext } from "../common";

/** Renders what a cell shows for the nodes it ran, and follows it while they run. */
export class NodeResultRenderer extends ReactWidget implements IRenderMime.IRenderer {
  constructor(context: ViewContext) {
    super();
    this._context = context;
    this.addClass("trackside-NodeResultRenderer");
  }

  async renderModel(model: IRenderMime.IMimeModel): Promise<void> {
    this._data = model.data[nodeResultMimeType];
    // loaded with all else that shows runs; JupyterLab says in the output why it could not be
    this._views ??= await import(/* webpackChunkName: "runs" */ "./noderesultoutput");
    if (this.isAttached) {
      MessageLoop.sendMessage(this, Widget.Msg.UpdateRequest);
    }
    await this.renderPromise;
  }

  protected override render(): JSX.Element | null {
    if (this._views === null) {
      return null;
    }
    const { NodeResultOutput } = this._views;
    return (
      <ViewContextProvider value={this._context}>
        <NodeResultOutput data={this._data} />
      </ViewContextProvider>
    );
  }

  private readonly _context: ViewContext;
  private _data: unknown;
  private _views: typeof import("./noderesultoutput") | null = null;
}
