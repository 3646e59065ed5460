import type { JupyterFrontEndPlugin } from "@jupyterlab/application";

import { cellsPlugin } from "./cells";
import { panelPlugin } from "./panel";
import { rendererPlugin } from "./renderer";

/** What this extension adds to JupyterLab and Notebook. */
const plugins: JupyterFrontEndPlugin<void>[] = [panelPlugin, rendererPlugin, cellsPlugin];

export default plugins;
