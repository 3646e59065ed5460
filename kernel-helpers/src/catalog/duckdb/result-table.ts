import type { DuckDBMaterializedResult, DuckDBTypeId, DuckDBValue } from "@duckdb/node-api";
import { TracksideError } from "../../errors";
import type { TableRow, TableValue } from "../csv-table";
import { duckDbError, type DatabaseAccess, type OpenDatabase } from "./open-database";

/** A column's cells: of one kind, and nulls among them. */
type Column = readonly TableValue[];

/** Reads a result as a table: numbers, texts, booleans, and dates as text in ISO's form. */
export async function resultTable(
  result: DuckDBMaterializedResult,
  access: DatabaseAccess,
  { library }: OpenDatabase,
): Promise<TableRow[]> {
  const names = result.deduplicatedColumnNames();
  const readers = names.map((name, index) => readerOf(result.columnTypeId(index), name, access, library));
  const columns = names.map((): Cell[] => []);
  for (const chunk of await result.fetchAllChunks()) {
    columns.forEach((cells, index) => {
      const read = readers[index] as CellReader;
      for (const value of chunk.getColumnValues(index)) {
        cells.push(value === null ? null : read(value));
      }
    });
  }
  return toTable(names, columns.map(withLongNumbers));
}

/** The one place that gives columns the form in which a table is held. */
function toTable(names: readonly string[], columns: readonly Column[]): TableRow[] {
  const [first = []] = columns;
  return first.map((_, row) => Object.fromEntries(names.map((name, index) => [name, columns[index]?.[row] ?? null])));
}

/** Long whole numbers are bigints until it is known whether a double holds all of the column. */
type Cell = TableValue | bigint;

type CellReader = (value: DuckDBValue) => Cell;

function readerOf(
  type: DuckDBTypeId,
  name: string,
  access: DatabaseAccess,
  { DuckDBTypeId: types }: OpenDatabase["library"],
): CellReader {
  switch (type) {
    case types.TIMESTAMP:
    case types.TIMESTAMP_S:
    case types.TIMESTAMP_MS:
    case types.TIMESTAMP_NS:
    case types.TIMESTAMP_TZ:
      return timeText;
    case types.DECIMAL:
      return Number;
    case types.BLOB:
    case types.BIT:
    case types.LIST:
    case types.ARRAY:
    case types.STRUCT:
    case types.MAP:
    case types.UNION:
    case types.VARIANT:
    case types.GEOMETRY:
      throw duckDbError(
        access,
        new TracksideError(`column "${name}" holds bytes, lists or mappings`, { code: "catalog.duckdb" }),
        "Tables have numbers, text, booleans and dates: leave that column out, or take it apart in SQL.",
      );
    default:
      return (value) => (isPlain(value) ? (value as Cell) : String(value));
  }
}

function isPlain(value: DuckDBValue): boolean {
  return ["number", "bigint", "boolean", "string"].includes(typeof value);
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

/** A number that a double would round makes its whole column text, as in a CSV. */
function withLongNumbers(cells: readonly Cell[]): Column {
  const isLong = cells.some((cell) => typeof cell === "bigint" && !Number.isSafeInteger(Number(cell)));
  return cells.map((cell) => (typeof cell !== "bigint" ? cell : isLong ? String(cell) : Number(cell)));
}
