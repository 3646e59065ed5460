import type { IRenderMimeRegistry } from "@jupyterlab/rendermime";
import { MessageLoop } from "@lumino/messaging";
import { Widget } from "@lumino/widgets";

import { messageOf, type IDataRenderer } from "../common";

/** Shows data by the renderers of the host; what comes from a run is not trusted. */
export function hostRenderer(rendermime: IRenderMimeRegistry | null): IDataRenderer {
  return {
    canRender: (mimeType) => rendermime?.mimeTypes.includes(mimeType) ?? false,
    render: (mimeType, data, into) => {
      if (rendermime === null) {
        return () => undefined;
      }
      const renderer = rendermime.createRenderer(mimeType);
      const model = rendermime.createModel({ data: { [mimeType]: data }, trusted: false });
      MessageLoop.sendMessage(renderer, Widget.Msg.BeforeAttach);
      into.appendChild(renderer.node);
      MessageLoop.sendMessage(renderer, Widget.Msg.AfterAttach);
      renderer.renderModel(model).catch((error: unknown) => {
        into.textContent = messageOf(error);
      });
      return () => {
        renderer.dispose();
      };
    },
  };
}
