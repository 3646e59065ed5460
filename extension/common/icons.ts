import { LabIcon } from "@jupyterlab/ui-components";
import type { VirtualElement } from "@lumino/virtualdom";

import runSvg from "../../style/icons/run.svg";

/** A falling curve with its newest point: the mark of the run panel. */
export const runIcon = new LabIcon({ name: "trackside:run", svgstr: runSvg });

/** Passes an icon to Lumino, whose type of the optional `unrender` is narrower than JupyterLab's by `undefined`. */
export function asRenderer(icon: LabIcon): VirtualElement.IRenderer {
  const renderer: unknown = icon;
  return renderer as VirtualElement.IRenderer;
}
