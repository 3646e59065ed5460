import type * as Flechette from "@uwdata/flechette";
import { importEsModule } from "../../config";
import { TracksideError } from "../../errors";
import { tableOf } from "../../table";
import type { DataFile } from "../data-file";
import type { DatasetType } from "../dataset-type";
import { fileType, type FileFormat } from "../file-dataset";
import { incomingColumn } from "../incoming-columns";
import { outgoingColumns } from "../outgoing-columns";

/** A table in Arrow's IPC format, which is Feather's second version, too: as a file or as a stream. */
const arrowFormat: FileFormat = {
  async read(bytes, file) {
    const { tableFromIPC } = await loadFlechette();
    try {
      const table = tableFromIPC(bytes, { useBigInt: true, useDate: true });
      const columns = table.schema.fields.map(({ name }, place) => {
        const values = table.getChildAt(place)?.toArray() ?? [];
        return [name, incomingColumn(name, values as ArrayLike<unknown>, file, "catalog.arrow")] as const;
      });
      return tableOf({ length: table.numRows, byName: new Map(columns) });
    } catch (cause) {
      throw TracksideError.is(cause) ? cause : unreadable(file, cause);
    }
  },

  async write(data, file) {
    const { bool, columnFromArray, float64, tableFromColumns, tableToIPC, timestamp, utf8 } = await loadFlechette();
    const types = { number: float64(), boolean: bool(), text: utf8(), date: timestamp() };
    const columns = outgoingColumns(data, file.dataset).map(
      ({ name, type, values }) => [name, columnFromArray(values as unknown[], types[type])] as const,
    );
    return tableToIPC(tableFromColumns(columns as [string, Flechette.Column<unknown>][]), {
      format: "file",
    }) as Uint8Array;
  },
};

export const arrowType: DatasetType = {
  ...fileType(
    { name: "arrow", aliases: ["pandas.FeatherDataset"], example: "data/02_intermediate/calls.arrow" },
    () => arrowFormat,
  ),
  isTable: true,
};

/** The part of lz4js, which has no types, that is used. */
interface Lz4 {
  decompress(bytes: Uint8Array): Uint8Array;
}

type Zstd = Pick<typeof import("hyparquet-compressors"), "decompressZstd">;

/** With what decompresses the files that pandas writes. */
async function loadFlechette(): Promise<typeof Flechette> {
  const flechette = await import("@uwdata/flechette");
  const { CompressionType, getCompressionCodec, setCompressionCodec } = flechette;
  if (!getCompressionCodec(CompressionType.LZ4_FRAME)) {
    const { default: lz4 } = (await importEsModule("lz4js")) as { readonly default: Lz4 };
    const { decompressZstd } = (await importEsModule("hyparquet-compressors")) as Zstd;
    const encode = () => {
      throw new Error("files are written without compression");
    };
    setCompressionCodec(CompressionType.LZ4_FRAME, { encode, decode: (bytes) => lz4.decompress(bytes) });
    // As memory of its own, which begins where numbers may begin.
    setCompressionCodec(CompressionType.ZSTD, { encode, decode: (bytes) => decompressZstd(bytes).slice() });
  }
  return flechette;
}

function unreadable(file: DataFile, cause: unknown): TracksideError {
  return new TracksideError(
    `dataset "${file.dataset}": ${file.shown} cannot be read as Arrow: ${(cause as Error).message}`,
    { code: "catalog.arrow", hint: "Check that it is an Arrow or Feather (version 2) file, and whole.", cause },
  );
}
