import type { DuckDBValue } from "@duckdb/node-api";
import type { OutgoingColumn } from "../outgoing-columns";
import type { OpenDatabase } from "./open-database";

/** Rows that DuckDB takes at once. */
const chunkRows = 2_048;

type Kind = "BIGINT" | "DOUBLE" | "BOOLEAN" | "VARCHAR" | "TIMESTAMP";

/** Puts columns into a table `staged` of the connection's own, from which SQL takes them on. */
export async function stageColumns(
  columns: readonly OutgoingColumn[],
  { connection, library }: OpenDatabase,
): Promise<void> {
  const kinds = columns.map(kindOf);
  const definition = columns.map(({ name }, index) => `${quoted(name)} ${kinds[index]}`).join(", ");
  await connection.run(`CREATE TEMP TABLE staged (${definition})`);
  const appender = await connection.createAppender("staged", null, "temp");
  const types = kinds.map((kind) => library[kind]);
  const length = columns[0]?.values.length ?? 0;
  for (let start = 0; start < length; start += chunkRows) {
    const count = Math.min(chunkRows, length - start);
    const chunk = library.DuckDBDataChunk.create(types, count);
    chunk.setColumns(
      columns.map(({ values }, index) =>
        Array.from({ length: count }, (_, row) => toValue(values[start + row], kinds[index] as Kind, library)),
      ),
    );
    appender.appendDataChunk(chunk);
  }
  appender.closeSync();
}

/** An identifier of SQL's. */
export function quoted(name: string): string {
  return `"${name.replaceAll('"', '""')}"`;
}

function kindOf({ type, values }: OutgoingColumn): Kind {
  switch (type) {
    case "number":
      return values.every((value) => value === null || Number.isSafeInteger(value)) ? "BIGINT" : "DOUBLE";
    case "boolean":
      return "BOOLEAN";
    case "text":
      return "VARCHAR";
    case "date":
      return "TIMESTAMP";
  }
}

function toValue(value: unknown, kind: Kind, library: OpenDatabase["library"]): DuckDBValue {
  if (value === null || value === undefined) {
    return null;
  }
  switch (kind) {
    case "TIMESTAMP":
      return new library.DuckDBTimestampValue(BigInt((value as Date).getTime()) * 1_000n);
    case "BIGINT":
      return BigInt(value as number);
    default:
      return value as DuckDBValue;
  }
}
