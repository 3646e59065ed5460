/**
 * Name of the comm that a notebook's front end opens to the kernel, to be told of cells to insert. Only the front end that
 * asked for the cell at hand is told: the same notebook may be open in several.
 */
export const cellsCommTarget = "trackside.cells";

/** Asks for cells of code below another. */
export interface InsertCells {
  readonly type: "insert";
  /** Id of the cell that they go below; `null` where the front end did not tell it. */
  readonly below: string | null;
  readonly sources: readonly string[];
}
