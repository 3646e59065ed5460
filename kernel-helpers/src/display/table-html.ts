import type { PreviewCell, PreviewColumn, PreviewRow, TablePreview } from "./table-preview";

const escapes: Readonly<Record<string, string>> = {
  "&": "&amp;",
  "<": "&lt;",
  ">": "&gt;",
  '"': "&quot;",
  "'": "&#39;",
};

/** Data may come from anywhere: nothing of it becomes more than text to the page. */
function escape(text: string): string {
  return text.replace(/[&<>"']/g, (character) => escapes[character] ?? "");
}

/** Aligned here, not only by the extension's style sheet: exported notebooks do not have that. */
function alignment({ isNumber }: PreviewColumn): string {
  return `style="text-align: ${isNumber ? "right" : "left"}"`;
}

/** Writes what is shown of a table as HTML, with the classes that the extension's style sheet knows. */
export function tableHtml(table: TablePreview): string {
  const { columns, first, last, rowCount, columnCount } = table;
  const head = columns.map(
    (column) =>
      `<th scope="col" ${alignment(column)}>${escape(column.name)}<br>` +
      `<span class="trackside-Table-type">${escape(column.type)}</span></th>`,
  );
  const left = rowCount - first.length - last.length;
  const gap =
    left === 0 ? "" : `<tr class="trackside-Table-gap"><th>⋮</th>${columns.map(() => "<td>⋮</td>").join("")}</tr>\n`;
  const body = [...first.map((row) => rowHtml(row, columns)), gap, ...last.map((row) => rowHtml(row, columns))];
  const notShown = [
    ...(left === 0 ? [] : [`${count(left, "row")} not shown`]),
    ...(columns.length === columnCount ? [] : [`${count(columnCount - columns.length, "column")} not shown`]),
  ];
  const size = [`${count(rowCount, "row")} × ${count(columnCount, "column")}`, ...notShown].join(", ");
  return (
    `<div class="trackside-Table"><table>\n<thead><tr><th></th>${head.join("")}</tr></thead>\n` +
    `<tbody>\n${body.join("")}</tbody></table>\n<p class="trackside-Table-size">${size}</p></div>`
  );
}

function rowHtml({ index, cells }: PreviewRow, columns: readonly PreviewColumn[]): string {
  const shown = columns.map((column, position) => cellHtml(cells[position] as PreviewCell, column));
  return `<tr><th scope="row">${index}</th>${shown.join("")}</tr>\n`;
}

function cellHtml({ text, whole, isEmpty }: PreviewCell, column: PreviewColumn): string {
  const title = whole === undefined ? "" : ` title="${escape(whole)}"`;
  const kind = isEmpty ? ` class="trackside-Table-null"` : "";
  return `<td${kind} ${alignment(column)}${title}>${escape(text)}</td>`;
}

/** A number of things in words. */
export function count(number: number, thing: string): string {
  return `${number.toLocaleString("en-US")} ${thing}${number === 1 ? "" : "s"}`;
}
