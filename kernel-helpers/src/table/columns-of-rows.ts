import { TracksideError } from "../errors";
import { numberColumn, type Column, type Columns } from "./column";

type Row = Readonly<Record<string, unknown>>;

/**
 * Sorts rows into columns. Cells that are undefined or not there are empty, as null is.
 *
 * @throws TracksideError naming the column, and the row, whose value is of another type than those before it, or of one
 * that no table has.
 */
export function columnsOfRows(rows: readonly Row[]): Columns {
  const byName = new Map(columnNames(rows).map((name) => [name, columnOf(name, rows)]));
  return { length: rows.length, byName };
}

/** Names of the columns of all rows, in order of first appearance. */
export function columnNames(rows: readonly Row[]): string[] {
  const names = new Set<string>();
  for (const row of rows) {
    for (const name in row) {
      names.add(name);
    }
  }
  return [...names];
}

function columnOf(name: string, rows: readonly Row[]): Column {
  const first = rows.findIndex((row) => !isEmpty(row[name]));
  const type = first < 0 ? "string" : typeof rows[first]?.[name];
  switch (type) {
    case "number":
      return numbersOf(name, rows);
    case "boolean":
      return { type: "boolean", values: valuesOf<boolean>(name, rows, "boolean") };
    case "string":
      return { type: "text", values: valuesOf<string>(name, rows, "string") };
    default:
      throw unfit(name, first, rows[first]?.[name], "no table has such values");
  }
}

function numbersOf(name: string, rows: readonly Row[]): Column {
  const values = new Float64Array(rows.length);
  const missing = new Uint8Array(rows.length);
  rows.forEach((row, index) => {
    const value = row[name];
    if (isEmpty(value)) {
      missing[index] = 1;
    } else if (typeof value !== "number") {
      throw unfit(name, index, value, "rows above have numbers");
    }
    values[index] = isEmpty(value) ? NaN : value;
  });
  return numberColumn(values, missing);
}

function valuesOf<Value>(name: string, rows: readonly Row[], type: "boolean" | "string"): (Value | null)[] {
  return rows.map((row, index) => {
    const value = row[name];
    if (isEmpty(value)) {
      return null;
    }
    if (typeof value !== type) {
      throw unfit(name, index, value, `rows above have ${type === "string" ? "text" : "booleans"}`);
    }
    return value as Value;
  });
}

function isEmpty(value: unknown): value is null | undefined {
  return value === null || value === undefined;
}

function unfit(name: string, index: number, value: unknown, reason: string): TracksideError {
  return new TracksideError(`row ${index + 1}, column "${name}" has a ${typeof value}, but ${reason}`, {
    code: "table.cell",
    hint: "A column holds numbers, booleans or text, and null where there is no value: convert the others.",
  });
}
