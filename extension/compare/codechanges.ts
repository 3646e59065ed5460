import { structuredPatch } from "diff";
import type { ExecutedCell } from "trackside/lib/messages";

/** Lines around a change that are shown with it. */
const contextLines = 2;

/** A cell whose code is not the same in two runs. */
export interface CodeChange {
  readonly key: string;
  /** Of the run that is shown; of the baseline where only that executed the cell. */
  readonly cell: ExecutedCell;
  readonly kind: "changed" | "new" | "left out";
  /** Lines of code after a space, a plus or a minus sign. */
  readonly lines: readonly string[];
}

/** The cells that differ between two runs, each as it was executed last; those that only the baseline has come last. */
export function codeChanges(baseline: readonly ExecutedCell[], shown: readonly ExecutedCell[]): CodeChange[] {
  const before = lastExecutions(baseline);
  const after = lastExecutions(shown);
  const changes = [...after].flatMap(([key, cell]) => changeOf(key, before.get(key), cell));
  const leftOut = [...before]
    .filter(([key]) => !after.has(key))
    .flatMap(([key, cell]) => changeOf(key, cell, undefined));
  return [...changes, ...leftOut];
}

/** By cell; what no front end names is known by its place in the order of execution. */
function lastExecutions(cells: readonly ExecutedCell[]): ReadonlyMap<string, ExecutedCell> {
  return new Map(
    cells
      .filter(({ source }) => source !== null && source.trim() !== "")
      .map((cell, index) => [cell.cellId ?? `at ${index}`, cell]),
  );
}

function changeOf(key: string, before: ExecutedCell | undefined, after: ExecutedCell | undefined): CodeChange[] {
  const cell = after ?? before;
  const [old, current] = [textOf(before), textOf(after)];
  if (cell === undefined || old === current) {
    return [];
  }
  const { hunks } = structuredPatch("", "", old, current, undefined, undefined, { context: contextLines });
  const lines = hunks.flatMap((hunk, index) => (index === 0 ? hunk.lines : ["", ...hunk.lines]));
  return [{ key, cell, kind: !before ? "new" : !after ? "left out" : "changed", lines }];
}

/** Ends in one line feed, so that it does not matter how the cell ended. */
function textOf(cell: ExecutedCell | undefined): string {
  return cell ? `${cell.source?.trimEnd()}\n` : "";
}
