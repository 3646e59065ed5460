import { posix } from "node:path";
import { buffer } from "node:stream/consumers";
import type { Compressors } from "hyparquet";
import { importEsModule } from "../config";
import type { TableView } from "../messages";
import type { OpenArtifact } from "./run-artifacts";

const mostRows = 200;
const mostColumns = 100;
/** Characters of a cell. */
const cellLimit = 300;
/** Bytes of a CSV that are looked at. */
const csvBytes = 512 * 1024;
/** Parquet has its table of contents at the end: a larger file is not read for a preview. */
const parquetBytes = 64 * 1024 * 1024;

/**
 * Reads the first rows of a table.
 *
 * @throws RangeError in words for a person, when the file is no table or too large to look at.
 */
export async function readTable(artifact: OpenArtifact): Promise<TableView> {
  const { path, size } = artifact.record;
  const ending = posix.extname(path).toLowerCase();
  if (ending === ".csv" || ending === ".tsv") {
    return readCsv(await buffer(await artifact.read(csvBytes)), ending === ".tsv" ? "\t" : ",", size);
  }
  if (ending !== ".parquet") {
    throw new RangeError(`${path} is no table: CSV, TSV and Parquet are`);
  }
  if (size > parquetBytes) {
    throw new RangeError(`${path} is too large to be shown here: download it`);
  }
  return readParquet(await buffer(await artifact.read()));
}

async function readCsv(bytes: Buffer, delimiter: string, size: number): Promise<TableView> {
  const { parse } = await import("csv-parse/sync");
  const isWhole = bytes.length >= size;
  // The last line may be cut, within a character even.
  const end = isWhole ? bytes.length : bytes.lastIndexOf(0x0a) + 1;
  const options = { bom: true, delimiter, skip_empty_lines: true, relax_column_count: true, relax_quotes: true };
  const records: string[][] = parse(bytes.toString("utf8", 0, end), options);
  const [header = [], ...rows] = records;
  return viewOf(
    header,
    rows.slice(0, mostRows).map((row) => row.map((cell) => (cell === "" ? null : cell))),
    isWhole ? rows.length : null,
    (cell) => cell !== null && !Number.isNaN(Number(cell)),
  );
}

async function readParquet(bytes: Buffer): Promise<TableView> {
  const { parquetMetadata, parquetReadObjects, parquetSchema } = (await importEsModule(
    "hyparquet",
  )) as typeof import("hyparquet");
  const { compressors } = (await importEsModule("hyparquet-compressors")) as { readonly compressors: Compressors };
  const file = bytes.buffer.slice(bytes.byteOffset, bytes.byteOffset + bytes.byteLength) as ArrayBuffer;
  const metadata = parquetMetadata(file);
  const columns = parquetSchema(metadata).children.map(({ element }) => element.name);
  const shown = columns.slice(0, mostColumns);
  const rows = await parquetReadObjects({ file, metadata, compressors, columns: shown, rowStart: 0, rowEnd: mostRows });
  const values = rows.map((row: Readonly<Record<string, unknown>>) => shown.map((name) => row[name] ?? null));
  return viewOf(
    shown,
    values,
    Number(metadata.num_rows),
    (cell) => typeof cell === "number" || typeof cell === "bigint",
  );
}

function viewOf(
  names: readonly string[],
  rows: readonly (readonly unknown[])[],
  rowCount: number | null,
  isNumber: (cell: unknown) => boolean,
): TableView {
  const columns = names.slice(0, mostColumns).map((name, place) => {
    const cells = rows.map((row) => row[place] ?? null).filter((cell) => cell !== null);
    return { name, isNumber: cells.length > 0 && cells.every(isNumber) };
  });
  return { columns, rows: rows.map((row) => columns.map((_, place) => textOf(row[place]))), rowCount };
}

function textOf(cell: unknown): string | null {
  if (cell === null || cell === undefined) {
    return null;
  }
  const whole = typeof cell === "string" ? cell : cell instanceof Date ? cell.toISOString() : jsonOf(cell);
  return whole.length > cellLimit ? `${whole.slice(0, cellLimit)}…` : whole;
}

function jsonOf(cell: unknown): string {
  const text = JSON.stringify(cell, (_, value: unknown) => (typeof value === "bigint" ? String(value) : value));
  // JSON has no such number: within lists and objects it is a text.
  return typeof cell === "bigint" ? String(cell) : text;
}
