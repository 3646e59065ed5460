/** Puts cells of code below the one that runs; tells whether a front end does. */
export type CellInserter = (cells: readonly string[]) => boolean;

const inserterSymbol = Symbol.for("trackside.cell-insertion");

type Host = { [inserterSymbol]?: CellInserter | undefined };

/** Connects `insertCells` to a kernel. Kept on the global object: a notebook may load another copy of this package. */
export function setCellInserter(inserter: CellInserter | undefined): void {
  (globalThis as Host)[inserterSymbol] = inserter;
}

/** Puts cells of code below the one that runs; false where no front end does that: outside of JupyterLab, or of our kernel. */
export function insertCells(cells: readonly string[]): boolean {
  return (globalThis as Host)[inserterSymbol]?.(cells) ?? false;
}
