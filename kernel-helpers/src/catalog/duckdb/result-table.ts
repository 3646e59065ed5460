import type { DuckDBMaterializedResult, DuckDBTypeId, DuckDBValue, DuckDBVector } from "@duckdb/node-api";
import { TracksideError } from "../../errors";
import { numberColumn, tableOf, type Column, type Table } from "../../table";
import { duckDbError, type DatabaseAccess, type OpenDatabase } from "./open-database";

/** A column of a result: a vector for each of its pieces. */
interface ResultColumn {
  readonly name: string;
  readonly type: DuckDBTypeId;
  readonly length: number;
  readonly vectors: readonly DuckDBVector[];
}

/**
 * Reads a result as a table: numbers, texts, booleans, and dates as text in ISO's form.
 *
 * @throws TracksideError naming the column that no table has, such as one of lists.
 */
export function resultTable(
  result: DuckDBMaterializedResult,
  access: DatabaseAccess,
  { library }: OpenDatabase,
): Table {
  const length = result.rowCount;
  const chunks = Array.from({ length: result.chunkCount }, (_, index) => result.getChunk(index));
  const columns = result.deduplicatedColumnNames().map((name, index) => {
    const vectors = chunks.map((chunk) => chunk.getColumnVector(index));
    const column = readColumn({ name, type: result.columnTypeId(index), length, vectors }, library);
    if (!column) {
      throw duckDbError(
        access,
        new TracksideError(`column "${name}" holds bytes, lists or mappings`, { code: "catalog.duckdb" }),
        "Tables have numbers, text, booleans and dates: leave that column out, or take it apart in SQL.",
      );
    }
    return [name, column] as const;
  });
  return tableOf({ length, byName: new Map(columns) });
}

/** Undefined for what no table has. */
function readColumn(column: ResultColumn, { DuckDBTypeId: types }: OpenDatabase["library"]): Column | undefined {
  switch (column.type) {
    case types.TINYINT:
    case types.SMALLINT:
    case types.INTEGER:
    case types.UTINYINT:
    case types.USMALLINT:
    case types.UINTEGER:
    case types.FLOAT:
    case types.DOUBLE:
      return numbersOf(column, (value) => value as number);
    case types.DECIMAL:
      return numbersOf(column, (value) => Number(String(value)));
    case types.BIGINT:
    case types.UBIGINT:
    case types.HUGEINT:
    case types.UHUGEINT:
    case types.BIGNUM:
      return wholeNumbersOf(column);
    case types.BOOLEAN:
      return { type: "boolean", values: listOf(column, (value) => value as boolean) };
    case types.TIMESTAMP:
    case types.TIMESTAMP_S:
    case types.TIMESTAMP_MS:
    case types.TIMESTAMP_NS:
    case types.TIMESTAMP_TZ:
      return { type: "text", values: listOf(column, timeText) };
    case types.BLOB:
    case types.BIT:
    case types.LIST:
    case types.ARRAY:
    case types.STRUCT:
    case types.MAP:
    case types.UNION:
    case types.VARIANT:
    case types.GEOMETRY:
      return undefined;
    default:
      return { type: "text", values: listOf(column, String) };
  }
}

/** Calls with each of a column's values that there is, and its row. */
function forEachValue({ vectors }: ResultColumn, visit: (value: DuckDBValue, row: number) => void): void {
  let row = 0;
  for (const vector of vectors) {
    for (let index = 0; index < vector.itemCount; index++, row++) {
      const value = vector.getItem(index);
      if (value !== null) {
        visit(value, row);
      }
    }
  }
}

function listOf<Cell>(column: ResultColumn, read: (value: DuckDBValue) => Cell): (Cell | null)[] {
  const cells = new Array<Cell | null>(column.length).fill(null);
  forEachValue(column, (value, row) => {
    cells[row] = read(value);
  });
  return cells;
}

function numbersOf(column: ResultColumn, read: (value: DuckDBValue) => number): Column {
  const values = new Float64Array(column.length).fill(NaN);
  const missing = new Uint8Array(column.length).fill(1);
  forEachValue(column, (value, row) => {
    values[row] = read(value);
    missing[row] = 0;
  });
  return numberColumn(values, missing);
}

/** A number that a double would round makes its whole column text, as in a CSV. */
function wholeNumbersOf(column: ResultColumn): Column {
  let isLong = false;
  const numbers = numbersOf(column, (value) => {
    const number = Number(value);
    isLong ||= !Number.isSafeInteger(number);
    return number;
  });
  return isLong ? { type: "text", values: listOf(column, String) } : numbers;
}

/** A time of any of DuckDB's resolutions, since the epoch. */
interface TimeValue {
  readonly seconds?: bigint;
  readonly millis?: bigint;
  readonly micros?: bigint;
  readonly nanos?: bigint;
}

/** `2026-01-02T03:04:05.678Z`; what no date is, an infinity, as DuckDB writes it. */
function timeText(value: DuckDBValue): string {
  const { seconds, millis, micros, nanos = 0n } = value as TimeValue;
  const time = seconds !== undefined ? seconds * 1_000n : (millis ?? (micros ?? nanos / 1_000n) / 1_000n);
  const date = new Date(Number(time));
  return Number.isNaN(date.getTime()) ? String(value) : date.toISOString();
}
