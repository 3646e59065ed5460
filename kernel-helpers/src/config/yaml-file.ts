import { readFileSync } from "node:fs";
import { relative, sep } from "node:path";
import { TracksideError } from "../errors";
import { lazyYaml } from "./lazy-modules";
import { kedroDialect } from "./yaml-dialect";
import { findKey, placeOf } from "./yaml-places";

/** A plain mapping, as YAML holds it. */
export type ConfigMap = Record<string, unknown>;

/** Where a value is within a mapping: keys, and indices of lists. */
export type ConfigPath = readonly (string | number)[];

/** A parsed configuration file that knows where each of its keys stands. */
export interface YamlFile {
  /** For people: relative to the project's root, with forward slashes. */
  readonly file: string;
  readonly value: ConfigMap;
  /** `file:line:column` of a key, or of the nearest key above it that the file has. */
  locate(path: ConfigPath): string;
}

/** A path as errors show it. */
export function shownPath(root: string, path: string): string {
  return relative(root, path).split(sep).join("/");
}

/**
 * Reads a YAML or JSON mapping the way Kedro's OmegaConf does.
 *
 * @throws TracksideError with file, line and column when the file cannot be read as a mapping.
 */
export function readYamlFile(root: string, path: string): YamlFile {
  const file = shownPath(root, path);
  const text = readText(path, file);
  return {
    file,
    value: toMapping(parse(text, file), file),
    locate: (keys) => {
      const offset = findKey(text, keys);
      return offset === undefined ? file : `${file}:${placeOf(text, offset)}`;
    },
  };
}

function readText(path: string, file: string): string {
  try {
    return new TextDecoder("utf-8", { fatal: true }).decode(readFileSync(path));
  } catch (cause) {
    throw new TracksideError(`${file} cannot be read: ${(cause as Error).message}`, {
      code: "config.unreadable",
      hint: "The file must be readable and in UTF-8.",
      cause,
    });
  }
}

function parse(text: string, file: string): unknown {
  const { YAMLException, loadAll } = lazyYaml();
  let documents: unknown[];
  try {
    documents = loadAll(text, { schema: kedroDialect() });
  } catch (cause) {
    if (!(cause instanceof YAMLException)) {
      throw cause;
    }
    const place = cause.mark ? `:${cause.mark.line + 1}:${cause.mark.column + 1}` : "";
    throw new TracksideError(`${file}${place} is not valid YAML: ${cause.reason}`, {
      code: "config.syntax",
      hint: syntaxHint(cause.reason),
      cause,
    });
  }
  if (documents.length > 1) {
    throw new TracksideError(`${file} holds ${documents.length} documents`, {
      code: "config.syntax",
      hint: "Remove the lines `---` that part them, or make a file of each.",
    });
  }
  return documents[0];
}

function syntaxHint(reason: string): string {
  if (reason.startsWith("tab ")) {
    return "Indent with spaces: YAML does not allow tabs.";
  }
  if (reason.startsWith("duplicated")) {
    return "Remove one of the two keys.";
  }
  return "Look at the indentation, brackets and quotes at that place and just above it.";
}

function toMapping(value: unknown, file: string): ConfigMap {
  if (value === null || value === undefined) {
    return {};
  }
  if (typeof value !== "object" || Array.isArray(value)) {
    throw new TracksideError(
      `${file} must hold keys and values, not ${Array.isArray(value) ? "a list" : typeof value}`,
      {
        code: "config.not-a-mapping",
        hint: "Write `key: value` lines at the top level.",
      },
    );
  }
  return value as ConfigMap;
}
