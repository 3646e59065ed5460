import { types } from "node:util";
import { TracksideError } from "../errors";
import { maskText } from "./secret-texts";

/** A table by its rows, or by its columns; a mapping of single values is one row. */
export type TableData =
  | readonly Readonly<Record<string, unknown>>[]
  | Readonly<Record<string, readonly unknown[]>>
  | Readonly<Record<string, unknown>>;

/** A table as MLflow keeps it: pandas' `orient="split"`. */
export interface SplitTable {
  readonly columns: readonly string[];
  readonly data: readonly (readonly unknown[])[];
}

function isList(value: unknown): value is readonly unknown[] {
  return Array.isArray(value) || types.isTypedArray(value);
}

function refuse(where: string, what: string, hint: string): never {
  throw new TracksideError(`${where} ${what}`, { code: "tracking.invalid-value", hint });
}

/**
 * Brings a table to rows and columns, the columns in the order in which they appear first.
 *
 * @param where - what it is, for a message.
 * @throws {@link TracksideError} `tracking.invalid-value` when it is no table.
 */
export function splitTable(where: string, data: TableData): SplitTable {
  const given: unknown = data;
  if (Array.isArray(given)) {
    return ofRows(where, given);
  }
  if (Object.prototype.toString.call(given) !== "[object Object]") {
    refuse(where, "is no table", "Give an array of row objects, or an object with an array for each column.");
  }
  const columns = Object.entries(data as Readonly<Record<string, unknown>>);
  return columns.every((column): column is [string, readonly unknown[]] => isList(column[1]))
    ? ofColumns(where, columns)
    : ofRows(where, [data]);
}

function ofRows(where: string, rows: readonly unknown[]): SplitTable {
  const columns = new Set<string>();
  for (const [index, row] of rows.entries()) {
    if (typeof row !== "object" || row === null || isList(row)) {
      refuse(where, `has a row ${index} that is no object`, "Give each row as an object of column names and values.");
    }
    Object.keys(row).forEach((column) => columns.add(column));
  }
  const names = [...columns];
  return { columns: names, data: rows.map((row) => names.map((name) => (row as Record<string, unknown>)[name])) };
}

function ofColumns(where: string, columns: readonly (readonly [string, readonly unknown[]])[]): SplitTable {
  const length = columns[0]?.[1].length ?? 0;
  for (const [name, values] of columns) {
    if (values.length !== length) {
      refuse(
        where,
        `has ${values.length} values in "${name}", and ${length} before`,
        "Make all columns of one length.",
      );
    }
  }
  const data = Array.from({ length }, (_, row) => columns.map(([, values]) => values[row]));
  return { columns: columns.map(([name]) => name), data };
}

/** One table below the other; what a row lacks is empty. */
export function joinTables(above: SplitTable, below: SplitTable): SplitTable {
  const columns = [...new Set([...above.columns, ...below.columns])];
  const widen = ({ columns: own, data }: SplitTable) => {
    const places = columns.map((column) => own.indexOf(column));
    return data.map((row) => places.map((place) => (place < 0 ? null : row[place])));
  };
  return { columns, data: [...widen(above), ...widen(below)] };
}

/** A cell as pandas writes it: what is no number is empty, dates in ISO format. */
function cellJson(_key: string, value: unknown): unknown {
  if (typeof value === "bigint") {
    return Number.isSafeInteger(Number(value)) ? Number(value) : String(value);
  }
  if (types.isTypedArray(value)) {
    return Array.from<unknown>(value);
  }
  return value === undefined ? null : typeof value === "string" ? maskText(value) : value;
}

/** The table with nothing in it but what JSON holds, as MLflow's clients and its UI read it. */
export function tableJson(table: SplitTable): string {
  return JSON.stringify(table, cellJson);
}
