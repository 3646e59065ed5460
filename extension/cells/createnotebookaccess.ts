import type { JupyterFrontEnd } from "@jupyterlab/application";
import { Notification } from "@jupyterlab/apputils";
import { NotebookActions, type INotebookTracker, type NotebookPanel } from "@jupyterlab/notebook";
import type { TranslationBundle } from "@jupyterlab/translation";

import type { INotebookAccess } from "../common";
import { NotebookAccess } from "./notebookaccess";

/** Gives access to the notebooks that JupyterLab has open. */
export function createNotebookAccess(
  app: JupyterFrontEnd,
  notebooks: INotebookTracker,
  trans: TranslationBundle,
): INotebookAccess {
  return new NotebookAccess<NotebookPanel>({
    find: (fits) =>
      notebooks.currentWidget !== null && fits(notebooks.currentWidget)
        ? notebooks.currentWidget
        : notebooks.find(fits),
    show: ({ id }) => {
      app.shell.activateById(id);
    },
    run: ({ content, sessionContext }) => NotebookActions.run(content, sessionContext),
    refuse: (reason) => {
      Notification.warning(
        {
          closed: trans.__("The notebook of this run is not open, or its kernel has gone."),
          readonly: trans.__("The notebook is read-only: the cell could not be added."),
          "no-cell": trans.__("The cell is not in the notebook any more."),
        }[reason],
        { autoClose: 5000 },
      );
    },
  });
}
