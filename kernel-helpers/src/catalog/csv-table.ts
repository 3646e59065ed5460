/** A value in a table's cell. */
export type TableValue = string | number | boolean | null;

/** A row by column name. */
export type TableRow = Record<string, TableValue>;

const numberPattern = /^[+-]?(?:(?:0|[1-9]\d*)(?:\.\d*)?|\.\d+)(?:[eE][+-]?\d+)?$|^(?:NaN|[+-]?Infinity)$/;
const booleanPattern = /^(?:true|false|True|False|TRUE|FALSE)$/;

/**
 * Gives text records their types, a column at a time: a column is numbers, or booleans, when all its values that are not
 * empty are; else it stays text. Empty becomes null. A number that would lose digits (a long id) or leading zeros (a
 * post code) keeps its whole column text.
 */
export function typeRecords(columns: readonly string[], records: readonly (readonly string[])[]): TableRow[] {
  const converters = columns.map((_, index) => converterOf(records, index));
  return records.map((record) => {
    const row: TableRow = {};
    for (let index = 0; index < columns.length; index++) {
      const text = record[index] ?? "";
      row[columns[index] as string] = text === "" ? null : (converters[index] as Converter)(text);
    }
    return row;
  });
}

type Converter = (text: string) => TableValue;

function converterOf(records: readonly (readonly string[])[], index: number): Converter {
  let numbers = true;
  let booleans = true;
  let empty = true;
  for (const record of records) {
    const text = record[index] ?? "";
    if (text !== "") {
      empty = false;
      numbers &&= isExactNumber(text);
      booleans &&= booleanPattern.test(text);
      if (!numbers && !booleans) {
        break;
      }
    }
  }
  if (empty || (!numbers && !booleans)) {
    return (text) => text;
  }
  return numbers ? Number : (text) => text.toLowerCase() === "true";
}

function isExactNumber(text: string): boolean {
  if (!numberPattern.test(text)) {
    return false;
  }
  // 16 digits and more may not fit a double; `Number` would round an id silently.
  return text.length < 16 || !/^[+-]?\d+$/.test(text) || Number.isSafeInteger(Number(text));
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
