import { inspect } from "node:util";

/** How many rows of a longer table are shown. */
const shownRows = { first: 10, last: 5 };

/** How many rows are looked at for the columns and their types. */
const sampledRows = 1_000;

/** How many columns of a wider table are shown. */
const shownColumns = 40;

/** A cell longer than this is cut, in characters. */
const cellLimit = 80;

/** A column as it is shown. */
export interface PreviewColumn {
  readonly name: string;
  /** What its values are, in words: `number`, `text`, `number | null`, ... */
  readonly type: string;
  readonly isNumber: boolean;
}

/** A cell as it is shown. */
export interface PreviewCell {
  readonly text: string;
  /** The whole value, where the text is less. */
  readonly whole?: string;
  /** It holds null, or nothing at all. */
  readonly isEmpty?: true;
}

/** A table with what is shown of it. */
export interface TablePreview {
  readonly rowCount: number;
  readonly columnCount: number;
  readonly columns: readonly PreviewColumn[];
  /** With the numbers of the rows, from 0; between the two lists rows are left out, if they do not follow each other. */
  readonly first: readonly PreviewRow[];
  readonly last: readonly PreviewRow[];
}

export interface PreviewRow {
  readonly index: number;
  readonly cells: readonly PreviewCell[];
}

type Row = Readonly<Record<string, unknown>>;

/** Takes what is shown of an array of row objects; undefined of anything else. */
export function previewTable(value: unknown): TablePreview | undefined {
  if (!Array.isArray(value)) {
    return undefined;
  }
  const rows = value as readonly unknown[];
  const named = columnNamesOf(value);
  const sample = sampleOf(rows);
  if (!sample.every(isRow) || (sample.length === 0 && !named)) {
    return undefined;
  }
  const names = named ?? [...new Set(sample.flatMap((row) => Object.keys(row)))];
  const columns = names.slice(0, shownColumns).map((name) => columnOf(name, sample));
  const take = (from: number, to: number): PreviewRow[] =>
    rows.slice(from, to).map((row, position) => ({
      index: from + position,
      cells: columns.map(({ name }) => cellOf((row as Row)[name])),
    }));
  const isShort = rows.length <= shownRows.first + shownRows.last;
  return {
    rowCount: rows.length,
    columnCount: names.length,
    columns,
    first: take(0, isShort ? rows.length : shownRows.first),
    last: isShort ? [] : take(rows.length - shownRows.last, rows.length),
  };
}

/** A table that knows its columns says so, also when it has no rows. */
function columnNamesOf(value: object): readonly string[] | undefined {
  const names = (value as { readonly columnNames?: unknown }).columnNames;
  return Array.isArray(names) && names.every((name) => typeof name === "string") ? names : undefined;
}

/** The first rows, and the last, which are shown too. */
function sampleOf(rows: readonly unknown[]): readonly unknown[] {
  return rows.length <= sampledRows ? rows : [...rows.slice(0, sampledRows), ...rows.slice(-shownRows.last)];
}

function isRow(value: unknown): value is Row {
  return (
    typeof value === "object" &&
    value !== null &&
    !Array.isArray(value) &&
    !ArrayBuffer.isView(value) &&
    !(value instanceof Date)
  );
}

function columnOf(name: string, sample: readonly Row[]): PreviewColumn {
  const types = new Set(sample.map((row) => typeOf(row[name])));
  const isNullable = types.delete("null");
  const known = [...types].sort();
  return {
    name,
    type: [...known, ...(isNullable ? ["null"] : [])].join(" | ") || "empty",
    isNumber: known.length === 1 && known[0] === "number",
  };
}

function typeOf(value: unknown): string {
  if (value === null || value === undefined) {
    return "null";
  }
  if (typeof value === "object") {
    return value instanceof Date ? "date" : Array.isArray(value) || ArrayBuffer.isView(value) ? "list" : "object";
  }
  const type = typeof value;
  return type === "string" ? "text" : type === "bigint" ? "number" : type;
}

function cellOf(value: unknown): PreviewCell {
  if (value === null || value === undefined) {
    return { text: "null", isEmpty: true };
  }
  const whole = textOf(value);
  const short = typeof value === "number" ? shortNumber(value) : shorten(whole);
  return short === whole ? { text: whole } : { text: short, whole: whole.slice(0, 20 * cellLimit) };
}

function textOf(value: unknown): string {
  if (typeof value === "string") {
    return value;
  }
  if (value instanceof Date) {
    return Number.isNaN(value.getTime()) ? "Invalid Date" : value.toISOString();
  }
  return inspect(value, { breakLength: Infinity, depth: 2 });
}

/** As many digits as one looks at; whole numbers keep all, for they may be ids. */
function shortNumber(value: number): string {
  return Number.isInteger(value) ? String(value) : String(Number(value.toPrecision(6)));
}

function shorten(text: string): string {
  const line = text.replace(/\s+/g, " ");
  const characters = [...line.slice(0, 2 * cellLimit + 2)];
  return characters.length > cellLimit ? `${characters.slice(0, cellLimit - 1).join("")}…` : line;
}
