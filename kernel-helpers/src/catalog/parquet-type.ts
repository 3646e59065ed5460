import { importEsModule } from "../config";
import { TracksideError } from "../errors";
import type { TableRow, TableValue } from "./csv-table";
import type { DataFile } from "./data-file";
import { FileDataset, type FileFormat } from "./file-dataset";
import type { DatasetType } from "./dataset-type";
import { columnsOf, tableRows } from "./table-rows";

/** A table in a Parquet file: rows as of a CSV, the columns' types as the file has them. */
const parquetFormat: FileFormat = {
  async read(bytes, file) {
    const { parquetReadObjects } = (await importEsModule("hyparquet")) as typeof import("hyparquet");
    const { buffer, byteOffset, byteLength } = bytes;
    try {
      const rows = await parquetReadObjects({ file: buffer.slice(byteOffset, byteOffset + byteLength) as ArrayBuffer });
      const long = new Set(columnsOf(rows).filter((column) => rows.some((row) => isLong(row[column]))));
      return rows.map((row) => toTableRow(row, long, file));
    } catch (cause) {
      throw TracksideError.is(cause) ? cause : unreadable(file, cause);
    }
  },

  async write(data, file) {
    const { parquetWriteBuffer } = (await importEsModule("hyparquet-writer")) as typeof import("hyparquet-writer");
    const rows = tableRows(data, file.dataset);
    const columnData = columnsOf(rows).map((name) => toColumn(name, rows, file));
    return new Uint8Array(parquetWriteBuffer({ columnData }));
  },
};

export const parquetType: DatasetType = {
  name: "parquet",
  aliases: ["pandas.ParquetDataset", "polars.EagerPolarsDataset"],
  keys: ["filepath", "load_args", "save_args"],
  create(entry) {
    entry.checkKeys(["engine", "columns"], "load_args");
    entry.checkKeys(["engine", "index", "compression"], "save_args");
    return new FileDataset("parquet", entry.file("data/02_intermediate/calls.parquet"), parquetFormat);
  },
};

function toTableRow(row: Readonly<Record<string, unknown>>, long: ReadonlySet<string>, file: DataFile): TableRow {
  const cells = Object.entries(row).map(([column, value]) => {
    const isText = long.has(column) && value !== null;
    return [column, isText ? String(value) : toTableValue(value, column, file)] as const;
  });
  return Object.fromEntries(cells);
}

/** Whether a number would be rounded as a double: its whole column becomes text, as in a CSV. */
function isLong(value: unknown): boolean {
  return typeof value === "bigint" && !Number.isSafeInteger(Number(value));
}

/** Dates become text, as they are in a CSV. */
function toTableValue(value: unknown, column: string, file: DataFile): TableValue {
  if (value === null || value === undefined) {
    return null;
  }
  if (value instanceof Date) {
    return value.toISOString();
  }
  if (typeof value === "bigint") {
    return Number(value);
  }
  if (typeof value === "string" || typeof value === "number" || typeof value === "boolean") {
    return value;
  }
  throw new TracksideError(`dataset "${file.dataset}": column "${column}" of ${file.shown} holds lists or mappings`, {
    code: "catalog.parquet",
    hint: "Tables have numbers, text, booleans and dates: leave that column out where the file is written.",
  });
}

type ColumnType = "DOUBLE" | "BOOLEAN" | "STRING" | "TIMESTAMP";

function toColumn(name: string, rows: readonly Readonly<Record<string, unknown>>[], file: DataFile) {
  const data = rows.map((row) => row[name] ?? null);
  const kinds = new Set(data.filter((value) => value !== null).map(kindOf));
  const [type = "STRING", another] = kinds;
  if (type === null || another !== undefined) {
    const found = type === null ? "what no cell can hold" : "values of several types";
    throw new TracksideError(`dataset "${file.dataset}": column "${name}" holds ${found}`, {
      code: "catalog.cell",
      hint: "A column of a Parquet file holds numbers, texts, booleans or dates, and nulls among them.",
    });
  }
  return { name, data, type, nullable: true };
}

function kindOf(value: unknown): ColumnType | null {
  if (value instanceof Date) {
    return "TIMESTAMP";
  }
  switch (typeof value) {
    case "number":
      return "DOUBLE";
    case "boolean":
      return "BOOLEAN";
    case "string":
      return "STRING";
    default:
      return null;
  }
}

function unreadable(file: DataFile, cause: unknown): TracksideError {
  return new TracksideError(
    `dataset "${file.dataset}": ${file.shown} cannot be read as Parquet: ${(cause as Error).message}`,
    {
      code: "catalog.parquet",
      hint: "Check that it is a Parquet file, compressed by snappy or not at all.",
      cause,
    },
  );
}
