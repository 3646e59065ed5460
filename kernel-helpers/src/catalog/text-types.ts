import { TracksideError } from "../errors";
import { lazyYaml } from "../config";
import type { DataFile } from "./data-file";
import { fileType, type FileFormat } from "./file-dataset";
import { checkJson, parseJson } from "./json-format";
import { utf8Text } from "./utf8-text";

/* Types of files that are text, and of files whose bytes nobody looks into. */

/** A file's text, as it is. */
export const textType = fileType(
  { name: "text", aliases: ["text.TextDataset"], example: "data/01_raw/notes.txt" },
  () => ({
    read: utf8Text,
    write: (data, file) => (typeof data === "string" ? data : refuse(file, data, "a text", "Save a text.")),
  }),
);

/** Plain YAML 1.2, as other programs write it: what Kedro reads into configuration is no matter here. */
export const yamlType = fileType(
  { name: "yaml", aliases: ["yaml.YAMLDataset"], example: "data/01_raw/settings.yml" },
  () => ({
    read(bytes, file) {
      const { load, YAMLException } = lazyYaml();
      try {
        return load(utf8Text(bytes, file));
      } catch (cause) {
        const { mark, reason } = cause instanceof YAMLException ? cause : { mark: undefined, reason: String(cause) };
        const place = mark ? `:${mark.line + 1}:${mark.column + 1}` : "";
        throw new TracksideError(`dataset "${file.dataset}": ${file.shown}${place} is not valid YAML: ${reason}`, {
          code: "catalog.yaml",
          hint: "Correct the file, or run the node that makes it again.",
          cause,
        });
      }
    },
    write(data, file) {
      checkJson(data, file);
      return lazyYaml().dump(JSON.parse(JSON.stringify(data)));
    },
  }),
);

/** A JSON value on each line: one row of a table, mostly. */
export const jsonLinesFormat: FileFormat = {
  read: (bytes, file) =>
    utf8Text(bytes, file)
      .split(/\r?\n/)
      .flatMap((line, index) => (line.trim() === "" ? [] : [parseJson(line, file, index + 1)])),
  write(data, file) {
    if (!Array.isArray(data)) {
      return refuse(file, data, "a list", "Save an array: each of its values becomes a line.");
    }
    checkJson(data, file);
    return data.map((each) => `${JSON.stringify(each)}\n`).join("");
  },
};

export const jsonLinesType = fileType(
  { name: "jsonl", aliases: ["json.JSONLinesDataset"], example: "data/01_raw/events.jsonl" },
  () => jsonLinesFormat,
);

/** A file's bytes, as they are. */
export const binaryType = fileType({ name: "binary", aliases: [], example: "data/06_models/model.bin" }, () => ({
  read: (bytes) => bytes,
  write: (data, file) =>
    data instanceof Uint8Array ? data : refuse(file, data, "bytes", "Save a Buffer or another Uint8Array."),
}));

function refuse(file: DataFile, data: unknown, wanted: string, hint: string): never {
  const kind = data === null ? "null" : Array.isArray(data) ? "a list" : `a value of type ${typeof data}`;
  throw new TracksideError(`dataset "${file.dataset}": ${kind} is not ${wanted}, which ${file.shown} is to hold`, {
    code: "catalog.wrong-data",
    hint,
  });
}
