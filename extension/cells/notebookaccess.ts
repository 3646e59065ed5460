import type { CellPlace } from "trackside/lib/messages";

import type { INotebookAccess } from "../common";

/** What is needed of a notebook that is open. */
export interface OpenNotebook {
  readonly id: string;
  readonly sessionContext: { readonly session: { readonly kernel: { readonly id: string } | null } | null };
  readonly content: {
    readonly model: {
      readonly readOnly: boolean;
      readonly sharedModel: { insertCell(index: number, cell: { cell_type: "code"; source: string }): unknown };
    } | null;
    readonly widgets: readonly { readonly model: { readonly id: string } }[];
    activeCellIndex: number;
    deselectAll(): void;
    scrollToItem(index: number, align?: "center"): Promise<void>;
  };
}

export interface NotebookAccessOptions<Notebook extends OpenNotebook> {
  /** Gives the first notebook that fits, that of the current tab before others. */
  readonly find: (fits: (notebook: Notebook) => boolean) => Notebook | undefined;
  /** Brings a notebook's tab to the front. */
  readonly show: (notebook: Notebook) => void;
  /** Runs the active cell. */
  readonly run: (notebook: Notebook) => Promise<unknown>;
  /** Tells the person why nothing was done. */
  readonly refuse: (reason: "closed" | "readonly" | "no-cell") => void;
}

/** Runs code in notebooks, and goes to their cells. */
export class NotebookAccess<Notebook extends OpenNotebook> implements INotebookAccess {
  constructor(options: NotebookAccessOptions<Notebook>) {
    this._options = options;
  }

  runCode(kernelId: string, code: string): void {
    const notebook = this._notebookOf(kernelId);
    const model = notebook?.content.model;
    if (!notebook || !model) {
      return;
    }
    if (model.readOnly) {
      this._options.refuse("readonly");
      return;
    }
    const index = notebook.content.activeCellIndex + 1;
    model.sharedModel.insertCell(index, { cell_type: "code", source: code });
    this._select(notebook, index);
    this._options.run(notebook).catch(logFailure);
  }

  revealCell(kernelId: string, { id }: CellPlace): void {
    const notebook = this._notebookOf(kernelId);
    const index = notebook?.content.widgets.findIndex(({ model }) => model.id === id) ?? -1;
    if (notebook && index >= 0) {
      this._select(notebook, index);
    } else if (notebook) {
      this._options.refuse("no-cell");
    }
  }

  private _notebookOf(kernelId: string): Notebook | undefined {
    const notebook = this._options.find(({ sessionContext }) => sessionContext.session?.kernel?.id === kernelId);
    if (!notebook) {
      this._options.refuse("closed");
    }
    return notebook;
  }

  private _select(notebook: Notebook, index: number): void {
    const { content } = notebook;
    this._options.show(notebook);
    content.deselectAll();
    content.activeCellIndex = index;
    content.scrollToItem(index, "center").catch(logFailure);
  }

  private readonly _options: NotebookAccessOptions<Notebook>;
}

/** The notebook shows by itself that its cell failed; this is what it does not show. */
function logFailure(error: unknown): void {
  console.warn("Trackside could not go to a cell of the notebook.", error);
}
