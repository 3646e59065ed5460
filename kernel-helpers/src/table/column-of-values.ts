import { numberColumn, type Column } from "./column";

/** Why a list of values is no column. */
export class UnfitValue extends Error {}

/**
 * Makes a column of values as a file of another system has them: dates become text in ISO format, as they are in a CSV;
 * whole numbers of 64 bits become numbers, or text as soon as one of them would lose digits.
 *
 * @throws UnfitValue for lists, mappings and bytes, and for values of several types.
 */
export function columnOfValues(values: ArrayLike<unknown>): Column {
  if (ArrayBuffer.isView(values) && !(values instanceof BigInt64Array || values instanceof BigUint64Array)) {
    return numberColumn(values instanceof Float64Array ? values : Float64Array.from(values as ArrayLike<number>));
  }
  const list = Array.from(values);
  const kinds = new Set(list.map(kindOf));
  kinds.delete("empty");
  if (kinds.size === 0 || (kinds.size === 1 && (kinds.has("text") || kinds.has("date")))) {
    return { type: "text", values: list.map(textOf) };
  }
  if (kinds.size === 1 && kinds.has("boolean")) {
    return { type: "boolean", values: list.map((value) => (value ?? null) as boolean | null) };
  }
  if ([...kinds].every((kind) => kind === "number" || kind === "long")) {
    return kinds.has("long") && list.some(isTooLong) ? { type: "text", values: list.map(textOf) } : numbersOf(list);
  }
  throw new UnfitValue(kinds.has("other") ? "lists, mappings or bytes" : "values of several types");
}

type Kind = "empty" | "number" | "long" | "boolean" | "text" | "date" | "other";

function kindOf(value: unknown): Kind {
  switch (typeof value) {
    case "number":
    case "boolean":
      return typeof value as Kind;
    case "string":
      return "text";
    case "bigint":
      return "long";
    default:
      return value === null || value === undefined ? "empty" : value instanceof Date ? "date" : "other";
  }
}

function textOf(value: unknown): string | null {
  if (value === null || value === undefined) {
    return null;
  }
  return value instanceof Date ? value.toISOString() : `${value as string | bigint | number}`;
}

function isTooLong(value: unknown): boolean {
  return typeof value === "bigint" && !Number.isSafeInteger(Number(value));
}

function numbersOf(list: readonly unknown[]): Column {
  const missing = Uint8Array.from(list, (value) => (value === null || value === undefined ? 1 : 0));
  const numbers = Float64Array.from(list, (value, index) => (missing[index] === 1 ? NaN : Number(value)));
  return numberColumn(numbers, missing);
}
