import { TracksideError } from "../errors";
import type { DataFile } from "./data-file";
import { fileType, type FileFormat } from "./file-dataset";
import { findJsonLoss } from "./json-text";
import { utf8Text } from "./utf8-text";

/** Any JSON value. */
export const jsonFormat: FileFormat = {
  read: (bytes, file) => parseJson(utf8Text(bytes, file), file),

  write(data, file) {
    checkJson(data, file);
    return `${JSON.stringify(data, null, 2)}\n`;
  },
};

export const jsonType = fileType(
  { name: "json", aliases: ["json.JSONDataset"], example: "data/01_raw/settings.json" },
  () => jsonFormat,
);

/**
 * @param line - of the file, where the text is one of its lines.
 * @throws TracksideError that says where the text is broken.
 */
export function parseJson(text: string, file: DataFile, line?: number): unknown {
  try {
    return JSON.parse(text) as unknown;
  } catch (cause) {
    const { message } = cause as Error;
    const where = line === undefined ? placeIn(text, message) : `:${line}`;
    throw new TracksideError(`dataset "${file.dataset}": ${file.shown}${where} is not valid JSON: ${message}`, {
      code: "catalog.json",
      hint: "Correct the file, or run the node that makes it again.",
      cause,
    });
  }
}

/** @throws TracksideError for what JSON would lose. */
export function checkJson(data: unknown, file: DataFile): void {
  const loss = findJsonLoss(data);
  if (loss) {
    const where = loss.path ? `"${loss.path}"` : "the value";
    throw new TracksideError(`dataset "${file.dataset}": ${where} ${loss.problem}, which ${file.shown} cannot hold`, {
      code: "catalog.not-json",
      hint: "Turn it into plain objects, arrays, text and finite numbers, or leave the dataset out of the catalog to keep it in memory.",
    });
  }
}

/** `:line:column` when the engine's message tells the offset, as V8's does for all but a truncated file. */
function placeIn(text: string, message: string): string {
  const offset = /at position (\d+)/.exec(message)?.[1];
  if (offset === undefined) {
    return "";
  }
  const before = text.slice(0, Number(offset)).split("\n");
  return `:${before.length}:${(before.at(-1) ?? "").length + 1}`;
}
