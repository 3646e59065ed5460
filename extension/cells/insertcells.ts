import type { InsertCells } from "trackside/lib/messages";

/** What inserting needs of a notebook's shared model. */
export interface CellList {
  readonly cells: readonly { readonly id: string }[];
  insertCells(index: number, cells: { cell_type: "code"; source: string }[]): unknown;
  /** JupyterLab's own model has it. */
  readonly undoManager?: { stopCapturing(): void };
}

/** Reads what the kernel asks for, which comes from code that anyone may have written; `null` when it is something else. */
export function parseInsertCells(data: unknown): InsertCells | null {
  if (typeof data !== "object" || data === null) {
    return null;
  }
  const { type, below, sources } = data as Record<string, unknown>;
  const isList = Array.isArray(sources) && sources.every((source): source is string => typeof source === "string");
  return type === "insert" && isList ? { type, below: typeof below === "string" ? below : null, sources } : null;
}

/**
 * Inserts cells below the one that asked for them, all in one step, so that one undo takes them away.
 *
 * @param activeIndex - where they go when that cell is not there any more.
 */
export function insertCells(list: CellList, { below, sources }: InsertCells, activeIndex: number): void {
  const index = list.cells.findIndex(({ id }) => id === below);
  // What happens within half a second is one step else, with what the user typed just before.
  list.undoManager?.stopCapturing();
  list.insertCells(
    (index < 0 ? activeIndex : index) + 1,
    sources.map((source) => ({ cell_type: "code", source })),
  );
  list.undoManager?.stopCapturing();
}
