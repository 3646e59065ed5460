import type { CatalogEntry } from "./catalog-entry";
import { dataFileExists, fileInProject, readDataBytes, writeDataFile, type DataFile } from "./data-file";
import type { Dataset } from "./dataset";
import type { DatasetType } from "./dataset-type";

/** What a file of some kind holds. Either way throws a TracksideError that names dataset and place. */
export interface FileFormat {
  read(bytes: Buffer, file: DataFile): unknown;
  write(data: unknown, file: DataFile): string | Uint8Array | Promise<string | Uint8Array>;
}

/** A dataset that is one file, read and written whole. */
export class FileDataset implements Dataset {
  readonly file: string | undefined;

  constructor(
    readonly type: string,
    private readonly dataFile: DataFile,
    private readonly format: FileFormat,
  ) {
    this.file = fileInProject(dataFile);
  }

  async load(): Promise<unknown> {
    return this.format.read(await readDataBytes(this.dataFile), this.dataFile);
  }

  async save(data: unknown): Promise<void> {
    await writeDataFile(this.dataFile, await this.format.write(data, this.dataFile));
  }

  exists(): Promise<boolean> {
    return dataFileExists(this.dataFile);
  }

  release(): void {
    // Nothing is held: every load reads the file.
  }
}

/** Makes a type of a format that needs nothing but a file. */
export function fileType(
  { name, aliases, example }: { readonly name: string; readonly aliases: readonly string[]; readonly example: string },
  format: (entry: CatalogEntry) => FileFormat,
): DatasetType {
  return {
    name,
    aliases,
    keys: ["filepath"],
    create: (entry) => new FileDataset(name, entry.file(example), format(entry)),
  };
}
