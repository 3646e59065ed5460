import type { JupyterFrontEnd, JupyterFrontEndPlugin } from "@jupyterlab/application";
import { Notification } from "@jupyterlab/apputils";
import { INotebookTracker, type NotebookPanel } from "@jupyterlab/notebook";
import { ITranslator, nullTranslator, type TranslationBundle } from "@jupyterlab/translation";
import type { InsertCells } from "trackside/lib/messages";

import { translationDomain } from "../common";
import { CellLink } from "./celllink";
import { insertCells } from "./insertcells";

/** Puts cells into notebooks where their kernels ask for it. */
export const cellsPlugin: JupyterFrontEndPlugin<void> = {
  id: "jupyterlab-trackside:cells",
  description: "Inserts cells with the code of a node, when loadNode is called in a notebook.",
  autoStart: true,
  requires: [INotebookTracker],
  optional: [ITranslator],
  activate: (_: JupyterFrontEnd, notebooks: INotebookTracker, translator: ITranslator | null): void => {
    const trans = (translator ?? nullTranslator).load(translationDomain);
    const follow = (panel: NotebookPanel): void => {
      const link = new CellLink(panel.sessionContext, (asked) => {
        insertInto(panel, asked, trans);
      });
      panel.disposed.connect(() => {
        link.dispose();
      });
    };
    notebooks.forEach(follow);
    notebooks.widgetAdded.connect((_tracker, panel) => {
      follow(panel);
    });
  },
};

function insertInto({ content }: NotebookPanel, asked: InsertCells, trans: TranslationBundle): void {
  const { model } = content;
  if (model === null || model.readOnly) {
    Notification.warning(trans.__("The notebook is read-only: the node's cells could not be inserted."));
    return;
  }
  insertCells(model.sharedModel, asked, content.activeCellIndex);
}
