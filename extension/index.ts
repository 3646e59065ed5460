import type { JupyterFrontEndPlugin } from "@jupyterlab/application";

import { panelPlugin } from "./panel";
import { rendererPlugin } from "./renderer";

/** What this extension adds to JupyterLab and Notebook. */
const plugins: JupyterFrontEndPlugin<void>[] = [panelPlugin, rendererPlugin];

export default plugins;
