import { isConfigMap } from "../config";
import type { DatasetView } from "../messages";
import { columnsOf } from "../table";

/** What a value is, for display and tracking: a {@link DatasetView} without the name. */
export type DataDescription = Omit<DatasetView, "name">;

/** Rows looked at for the columns of a table: all rows of most tables are alike, and big ones must not cost. */
const sampledRows = 100;

/**
 * Describes a value without keeping or copying any of it: a table by rows and columns, another list by its length, a
 * matrix-like object by its shape, the rest by type or class.
 */
export function describeData(value: unknown): DataDescription {
  if (value === null || typeof value !== "object") {
    return { kind: value === null ? "null" : typeof value };
  }
  const columns = columnsOf(value);
  if (columns) {
    return { kind: "table", rows: columns.length, columns: columns.byName.size };
  }
  if (Array.isArray(value)) {
    return describeList(value);
  }
  if (ArrayBuffer.isView(value) || value instanceof Map || value instanceof Set) {
    return { kind: value.constructor.name, ...lengthOf(value) };
  }
  return { kind: className(value), ...shapeOf(value) };
}

function describeList(list: readonly unknown[]): DataDescription {
  const sample = list.slice(0, sampledRows);
  if (sample.length === 0 || !sample.every(isConfigMap)) {
    return { kind: "list", rows: list.length };
  }
  return { kind: "table", rows: list.length, columns: new Set(sample.flatMap((row) => Object.keys(row))).size };
}

function lengthOf(value: object): { rows?: number } {
  const length = "length" in value ? value.length : "size" in value ? value.size : undefined;
  return typeof length === "number" ? { rows: length } : {};
}

function className(value: object): string {
  if (isConfigMap(value)) {
    return "object";
  }
  const constructor: unknown = value.constructor;
  return (typeof constructor === "function" && constructor.name) || "object";
}

/** Matrices and data frames of most libraries say their shape so. */
function shapeOf(value: object): { rows?: number; columns?: number } {
  const { rows, columns } = value as { rows?: unknown; columns?: unknown };
  return !isConfigMap(value) && typeof rows === "number" && typeof columns === "number" ? { rows, columns } : {};
}
