import type { DuckDBType, DuckDBValue } from "@duckdb/node-api";
import { TracksideError } from "../../errors";
import { columnsOf } from "../table-rows";
import type { OpenDatabase } from "./open-database";

type Rows = readonly Readonly<Record<string, unknown>>[];

/** Rows that DuckDB takes at once. */
const chunkRows = 2_048;

type Kind = "BIGINT" | "DOUBLE" | "BOOLEAN" | "VARCHAR" | "TIMESTAMP";

interface StagedColumn {
  readonly name: string;
  readonly kind: Kind;
}

/**
 * Puts rows into a table `staged` of the connection's own, from which SQL takes them on.
 *
 * @throws TracksideError naming the column that holds what no column can.
 */
export async function stageRows(rows: Rows, dataset: string, { connection, library }: OpenDatabase): Promise<void> {
  const columns = columnsOf(rows).map((name) => ({ name, kind: kindOfColumn(name, rows, dataset) }));
  const definition = columns.map(({ name, kind }) => `${quoted(name)} ${kind}`).join(", ");
  await connection.run(`CREATE TEMP TABLE staged (${definition})`);
  const appender = await connection.createAppender("staged", null, "temp");
  const types = columns.map(({ kind }): DuckDBType => library[kind]);
  for (let start = 0; start < rows.length; start += chunkRows) {
    const some = rows.slice(start, start + chunkRows);
    const chunk = library.DuckDBDataChunk.create(types, some.length);
    chunk.setColumns(columns.map((column) => some.map((row) => toValue(row[column.name], column, library))));
    appender.appendDataChunk(chunk);
  }
  appender.closeSync();
}

/** An identifier of SQL's. */
export function quoted(name: string): string {
  return `"${name.replaceAll('"', '""')}"`;
}

function kindOfColumn(name: string, rows: Rows, dataset: string): Kind {
  const kinds = new Set(
    rows.flatMap((row) => (row[name] === null || row[name] === undefined ? [] : kindOf(row[name]))),
  );
  if (kinds.has("DOUBLE")) {
    kinds.delete("BIGINT");
  }
  const [kind = "VARCHAR", another] = kinds;
  if (kind === null || another !== undefined) {
    const found = kinds.has(null) ? "what no cell can hold" : "values of several types";
    throw new TracksideError(`dataset "${dataset}": column "${name}" holds ${found}`, {
      code: "catalog.cell",
      hint: "A column of a table holds numbers, texts, booleans or dates, and nulls among them.",
    });
  }
  return kind;
}

function kindOf(value: unknown): Kind | null {
  if (value instanceof Date) {
    return "TIMESTAMP";
  }
  switch (typeof value) {
    case "number":
      return Number.isSafeInteger(value) ? "BIGINT" : "DOUBLE";
    case "boolean":
      return "BOOLEAN";
    case "string":
      return "VARCHAR";
    default:
      return null;
  }
}

function toValue(value: unknown, { kind }: StagedColumn, library: OpenDatabase["library"]): DuckDBValue {
  if (value === null || value === undefined) {
    return null;
  }
  if (value instanceof Date) {
    return new library.DuckDBTimestampValue(BigInt(value.getTime()) * 1_000n);
  }
  return kind === "BIGINT" ? BigInt(value as number) : (value as DuckDBValue);
}
