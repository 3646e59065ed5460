import { TracksideError } from "../errors";
import { columnNames, columnsOf, valueAt, type Column } from "../table";
import { tableRows } from "./table-rows";

/** A column on its way into a file with types. */
export interface OutgoingColumn {
  readonly name: string;
  readonly type: "number" | "boolean" | "text" | "date";
  /** Null where there is no value. */
  readonly values: Float64Array | readonly unknown[];
}

/**
 * Sorts a table, or an array of row objects, into the columns of a file with types.
 *
 * @throws TracksideError naming the column whose values are of several types, or of one that no file takes.
 */
export function outgoingColumns(data: unknown, dataset: string): OutgoingColumn[] {
  const columns = columnsOf(data);
  if (columns) {
    return [...columns.byName].map(([name, column]) => ({ name, type: column.type, values: valuesOf(column) }));
  }
  const rows = tableRows(data, dataset);
  return columnNames(rows).map((name) => {
    const values = rows.map((row) => row[name] ?? null);
    return { name, type: typeOf(name, values, dataset), values };
  });
}

function valuesOf(column: Column): Float64Array | readonly unknown[] {
  return column.type === "number" && column.missing
    ? Array.from(column.values, (_, row) => valueAt(column, row))
    : column.values;
}

function typeOf(name: string, values: readonly unknown[], dataset: string): OutgoingColumn["type"] {
  const types = new Set(values.filter((value) => value !== null).map(typeOfValue));
  const [type = "text", another] = types;
  if (type === null || another !== undefined) {
    const found = types.has(null) ? "what no cell can hold" : "values of several types";
    throw new TracksideError(`dataset "${dataset}": column "${name}" holds ${found}`, {
      code: "catalog.cell",
      hint: "A column of a file with types holds numbers, texts, booleans or dates, and nulls among them.",
    });
  }
  return type;
}

function typeOfValue(value: unknown): OutgoingColumn["type"] | null {
  switch (typeof value) {
    case "number":
    case "boolean":
      return typeof value as "number" | "boolean";
    case "string":
      return "text";
    default:
      return value instanceof Date ? "date" : null;
  }
}
