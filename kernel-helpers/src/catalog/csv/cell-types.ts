import type { Column } from "../../table";

/** What a column's texts may be, in the order in which it is tried. */
export type CellType = Column["type"];

const numberPattern = /^[+-]?(?:(?:0|[1-9]\d*)(?:\.\d*)?|\.\d+)(?:[eE][+-]?\d+)?$|^(?:NaN|[+-]?Infinity)$/;
const booleanPattern = /^(?:true|false|True|False|TRUE|FALSE)$/;

/**
 * Tells whether a text is a number that a double holds as it is written: not a long id, which would lose digits, nor a
 * post code, which would lose zeros in front.
 */
export function isNumberText(text: string): boolean {
  if (!numberPattern.test(text)) {
    return false;
  }
  return text.length < 16 || !/^[+-]?\d+$/.test(text) || Number.isSafeInteger(Number(text));
}

/** The boolean that a text is, in JavaScript's, Python's or a database's spelling. */
export function booleanOfText(text: string): boolean | undefined {
  if (text === "true" || text === "false") {
    return text === "true";
  }
  return booleanPattern.test(text) ? text.toLowerCase() === "true" : undefined;
}

/** The first type that a text is of, at or after one. */
export function cellTypeOf(text: string, atLeast: CellType = "number"): CellType {
  if (atLeast === "number" && isNumberText(text)) {
    return "number";
  }
  return atLeast !== "text" && booleanOfText(text) !== undefined ? "boolean" : "text";
}

/** The text of a value in a CSV cell; undefined when a cell cannot hold it. */
export function cellText(value: unknown): string | undefined {
  if (value === null || value === undefined) {
    return "";
  }
  if (value instanceof Date) {
    return Number.isNaN(value.getTime()) ? undefined : value.toISOString();
  }
  switch (typeof value) {
    case "string":
      return value;
    case "number":
    case "boolean":
    case "bigint":
      return String(value);
    default:
      return undefined;
  }
}
