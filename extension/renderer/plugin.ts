import type { JupyterFrontEnd, JupyterFrontEndPlugin } from "@jupyterlab/application";
import { Clipboard } from "@jupyterlab/apputils";
import { IRenderMimeRegistry } from "@jupyterlab/rendermime";
import { ITranslator } from "@jupyterlab/translation";
import { nodeResultMimeType } from "trackside/lib/messages";

import { createViewContext } from "../common";
import { NodeResultRenderer } from "./noderesultrenderer";

/** Above HTML and plain text, which a kernel sends beside it for those who have no such renderer. */
const rendererRank = 30;

/** Renders the results of nodes in cells. */
export const rendererPlugin: JupyterFrontEndPlugin<void> = {
  id: "jupyterlab-trackside:node-results",
  description: "Renders the results of nodes in the output of a cell.",
  autoStart: true,
  requires: [IRenderMimeRegistry],
  optional: [ITranslator],
  activate: (_: JupyterFrontEnd, registry: IRenderMimeRegistry, translator: ITranslator | null): void => {
    const context = createViewContext(translator, (text) => {
      Clipboard.copyToSystem(text);
    });
    registry.addFactory(
      {
        // Nothing of the data is ever more than text to the page.
        safe: true,
        mimeTypes: [nodeResultMimeType],
        createRenderer: () => new NodeResultRenderer(context),
      },
      rendererRank,
    );
  },
};
