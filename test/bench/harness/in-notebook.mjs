import path from "node:path";

import { venvPython } from "../../../scripts/lib/paths.mjs";
import { writeNotebook } from "../../support/write-notebook.mjs";
import { freshPage, inBrowser, NotebookPage } from "./browser.mjs";
import { JupyterLab } from "./jupyter-lab.mjs";

/**
 * Opens a notebook beside its run panel, in a project, a JupyterLab and a Chromium of its own.
 * @template T
 * @param {import("./bench.mjs").Bench} bench
 * @param {readonly string[]} cells
 * @param {(opened: {notebook: NotebookPage, browser: import("@playwright/test").Browser, project: import("./project.mjs").Project, uri: string}) => Promise<T>} measure `uri`: of the tracking server
 * @returns {Promise<T>}
 */
export async function inNotebook(bench, cells, measure) {
  const { uri } = await bench.server();
  return bench.inProject(uri, async (project) => {
    await project.warmUp();
    writeNotebook(path.join(project.root, "measured.ipynb"), cells);
    const lab = await JupyterLab.start({ python: venvPython, cwd: project.root, env: project.environment });
    try {
      return await inBrowser(async (browser) => {
        const notebook = new NotebookPage(await freshPage(browser));
        await notebook.open(lab.address("lab/tree/measured.ipynb"));
        return measure({ notebook, browser, project, uri });
      });
    } finally {
      await lab.close();
    }
  });
}
