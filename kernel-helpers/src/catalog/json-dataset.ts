import { TracksideError } from "../errors";
import { dataFileExists, readDataFile, writeDataFile, type DataFile } from "./data-file";
import type { Dataset } from "./dataset";
import type { DatasetType } from "./dataset-type";
import { findJsonLoss } from "./json-text";

/** Any JSON value in a file. */
export class JsonDataset implements Dataset {
  readonly type: string = "json";
  readonly file: string;

  constructor(protected readonly dataFile: DataFile) {
    this.file = dataFile.shown;
  }

  async load(): Promise<unknown> {
    const text = (await readDataFile(this.dataFile)).replace(/^\uFEFF/, "");
    try {
      return JSON.parse(text) as unknown;
    } catch (cause) {
      const message = (cause as Error).message;
      throw new TracksideError(
        `dataset "${this.dataFile.dataset}": ${this.file}${place(text, message)} is not valid JSON: ${message}`,
        {
          code: "catalog.json",
          hint: "Correct the file, or run the node that makes it again.",
          cause,
        },
      );
    }
  }

  async save(data: unknown): Promise<void> {
    const loss = findJsonLoss(data);
    if (loss) {
      const where = loss.path ? `"${loss.path}"` : "the value";
      throw new TracksideError(`dataset "${this.dataFile.dataset}": ${where} ${loss.problem}, which JSON cannot hold`, {
        code: "catalog.not-json",
        hint: "Turn it into plain objects, arrays, text and finite numbers, or leave the dataset out of the catalog to keep it in memory.",
      });
    }
    await writeDataFile(this.dataFile, `${JSON.stringify(data, null, 2)}\n`);
  }

  exists(): Promise<boolean> {
    return dataFileExists(this.dataFile);
  }

  release(): void {
    // Nothing is held: every load reads the file.
  }
}

/** Any JSON value. */
export const jsonType: DatasetType = {
  name: "json",
  aliases: ["json.JSONDataset"],
  keys: ["filepath"],
  create: (entry) => new JsonDataset(entry.file("data/01_raw/settings.json")),
};

/** `:line:column` when the engine's message tells the offset, as V8's does for all but a truncated file. */
function place(text: string, message: string): string {
  const offset = /at position (\d+)/.exec(message)?.[1];
  if (offset === undefined) {
    return "";
  }
  const before = text.slice(0, Number(offset)).split("\n");
  return `:${before.length}:${(before.at(-1) ?? "").length + 1}`;
}
