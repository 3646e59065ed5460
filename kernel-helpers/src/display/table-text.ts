import { count } from "./table-html";
import type { TablePreview } from "./table-preview";

/** Lines of a console are about so long, in characters. */
const lineLength = 110;

/** A cell in a console is cut earlier than on a page. */
const cellLength = 32;

/**
 * Writes what is shown of a table as aligned plain text:
 *
 *        ship  wave_m
 *        text  number
 *     0  Tern     0.5
 *     1  Skua     1.5
 *     2 rows × 2 columns
 */
export function tableText({ columns, first, last, rowCount, columnCount }: TablePreview): string {
  const rows = [...first, ...last];
  const left = rowCount - rows.length;
  const numbers = ["", "", ...rows.map(({ index }) => String(index))];
  const all = [
    aligned(numbers, false),
    ...columns.map(({ name, type, isNumber }, position) =>
      aligned([name, type, ...rows.map(({ cells }) => cells[position]?.text ?? "")], isNumber),
    ),
  ];
  const fitting = fit(all);
  const lines = numbers.map((_, line) =>
    fitting
      .map((column) => column[line])
      .join("  ")
      .trimEnd(),
  );
  if (left > 0) {
    lines.splice(2 + first.length, 0, "⋮");
  }
  const hidden = columnCount - (fitting.length - 1);
  const size = `${count(rowCount, "row")} × ${count(columnCount, "column")}`;
  return [...lines, hidden > 0 ? `${size}, ${count(hidden, "column")} not shown` : size].join("\n");
}

/** Cuts and pads the cells of a column to one width. */
function aligned(cells: readonly string[], isNumber: boolean): string[] {
  const cut = cells.map((text) => (text.length > cellLength ? `${text.slice(0, cellLength - 1)}…` : text));
  const width = Math.max(...cut.map((text) => text.length));
  return cut.map((text) => (isNumber ? text.padStart(width) : text.padEnd(width)));
}

/** The columns that a line has room for, the first of them in any case. */
function fit(columns: readonly string[][]): readonly string[][] {
  let width = 0;
  return columns.filter((column, position) => {
    width += (column[0] ?? "").length + 2;
    return position <= 1 || width <= lineLength;
  });
}
