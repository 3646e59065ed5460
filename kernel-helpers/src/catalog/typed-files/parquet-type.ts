import type { Compressors, DecodedArray, FileMetaData } from "hyparquet";
import { importEsModule } from "../../config";
import { TracksideError } from "../../errors";
import { tableOf } from "../../table";
import type { DataFile } from "../data-file";
import type { DatasetType } from "../dataset-type";
import { FileDataset, type FileFormat } from "../file-dataset";
import { incomingColumn } from "../incoming-columns";
import { outgoingColumns, type OutgoingColumn } from "../outgoing-columns";

/** A table in a Parquet file, the columns' types as the file has them. */
const parquetFormat: FileFormat = {
  async read(bytes, file) {
    const { parquetMetadata, parquetRead, parquetSchema } = (await importEsModule(
      "hyparquet",
    )) as typeof import("hyparquet");
    const { compressors } = (await importEsModule("hyparquet-compressors")) as { readonly compressors: Compressors };
    const { buffer, byteOffset, byteLength } = bytes;
    try {
      const content = buffer.slice(byteOffset, byteOffset + byteLength) as ArrayBuffer;
      const metadata = parquetMetadata(content);
      const pieces = new ColumnPieces(metadata);
      await parquetRead({ file: content, metadata, compressors, onChunk: (chunk) => pieces.take(chunk) });
      const names = parquetSchema(metadata).children.map(({ element }) => element.name);
      const columns = names.map(
        (name) => [name, incomingColumn(name, pieces.of(name), file, "catalog.parquet")] as const,
      );
      return tableOf({ length: Number(metadata.num_rows), byName: new Map(columns) });
    } catch (cause) {
      throw TracksideError.is(cause) ? cause : unreadable(file, cause);
    }
  },

  async write(data, file) {
    const { parquetWriteBuffer } = (await importEsModule("hyparquet-writer")) as typeof import("hyparquet-writer");
    const columnData = outgoingColumns(data, file.dataset).map(({ name, type, values }) => ({
      ...{ name, data: values as DecodedArray, type: parquetTypes[type], nullable: true },
    }));
    return new Uint8Array(parquetWriteBuffer({ columnData }));
  },
};

const parquetTypes = {
  number: "DOUBLE",
  boolean: "BOOLEAN",
  text: "STRING",
  date: "TIMESTAMP",
} as const satisfies Record<OutgoingColumn["type"], string>;

export const parquetType: DatasetType = {
  name: "parquet",
  aliases: ["pandas.ParquetDataset", "polars.EagerPolarsDataset"],
  keys: ["filepath", "load_args", "save_args"],
  isTable: true,
  create(entry) {
    entry.checkKeys(["engine", "columns"], "load_args");
    entry.checkKeys(["engine", "index", "compression"], "save_args");
    return new FileDataset("parquet", entry.file("data/02_intermediate/calls.parquet"), parquetFormat);
  },
};

/** The columns of a file, which come in pieces, and not in order. */
class ColumnPieces {
  private readonly pieces = new Map<string, Map<number, DecodedArray>>();

  constructor(private readonly metadata: FileMetaData) {}

  take({ columnName, columnData, rowStart }: { columnName: string; columnData: DecodedArray; rowStart: number }): void {
    const pieces = this.pieces.get(columnName) ?? new Map<number, DecodedArray>();
    this.pieces.set(columnName, pieces.set(rowStart, columnData));
  }

  of(name: string): ArrayLike<unknown> {
    const pieces = this.pieces.get(name) ?? new Map<number, DecodedArray>();
    if (pieces.size === 1) {
      return [...pieces.values()][0] as DecodedArray;
    }
    const values = new Array<unknown>(Number(this.metadata.num_rows));
    for (const [start, piece] of pieces) {
      for (let index = 0; index < piece.length; index++) {
        values[start + index] = piece[index];
      }
    }
    return values;
  }
}

function unreadable(file: DataFile, cause: unknown): TracksideError {
  return new TracksideError(
    `dataset "${file.dataset}": ${file.shown} cannot be read as Parquet: ${(cause as Error).message}`,
    { code: "catalog.parquet", hint: "Check that it is a Parquet file, and whole.", cause },
  );
}
