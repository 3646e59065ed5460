import { readFileSync } from "node:fs";
import { relative, sep } from "node:path";
import type { Document, LineCounter, SchemaOptions, Tags } from "yaml";
import { TracksideError } from "../errors";
import { lazyYaml } from "./lazy-modules";

/** A plain mapping, as YAML holds it. */
export type ConfigMap = Record<string, unknown>;

/** A parsed configuration file that knows where each of its keys stands. */
export interface YamlFile {
  /** For people: relative to the project's root, with forward slashes. */
  readonly file: string;
  readonly value: ConfigMap;
  /** `file:line:column` of a key, or of the nearest key above it that the file has. */
  locate(path: readonly (string | number)[]): string;
}

/** A path as errors show it. */
export function shownPath(root: string, path: string): string {
  return relative(root, path).split(sep).join("/");
}

/**
 * Reads a YAML mapping the way Kedro's OmegaConf does: YAML 1.1 numbers and `yes`/`no`, dates left as text.
 *
 * @throws TracksideError with file, line and column when the file cannot be read as a mapping.
 */
export function readYamlFile(root: string, path: string): YamlFile {
  const { LineCounter, parseDocument } = lazyYaml();
  const file = shownPath(root, path);
  const lines = new LineCounter();
  const document = parseDocument(readText(path, file), {
    ...kedroDialect(),
    lineCounter: lines,
    prettyErrors: false,
  });
  failOnSyntaxError(document, lines, file);
  const value = toMapping(document, file);
  const yamlFile: YamlFile = { file, value, locate: (keys) => locate(document, lines, file, keys) };
  refuseInterpolation(yamlFile, value, []);
  return yamlFile;
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

/** YAML 1.1 but for two things: `y` and `n` are text, and so are dates. */
function kedroDialect(): SchemaOptions & { version: "1.1" } {
  const withoutTimestamps = (tags: Tags): Tags =>
    tags
      .filter((tag) => typeof tag === "string" || tag.tag !== "tag:yaml.org,2002:timestamp")
      .map((tag) =>
        typeof tag !== "string" && tag.tag === "tag:yaml.org,2002:bool" && "test" in tag && tag.test
          ? {
              ...tag,
              test: tag.test.test("yes")
                ? /^(?:[Yy]es|YES|[Tt]rue|TRUE|[Oo]n|ON)$/
                : /^(?:[Nn]o|NO|[Ff]alse|FALSE|[Oo]ff|OFF)$/,
            }
          : tag,
      );
  return { version: "1.1", customTags: withoutTimestamps };
}

function failOnSyntaxError(document: Document.Parsed, lines: LineCounter, file: string): void {
  const error = document.errors[0];
  if (error) {
    const { line, col } = lines.linePos(error.pos[0]);
    throw new TracksideError(`${file}:${line}:${col} is not valid YAML: ${error.message}`, {
      code: "config.syntax",
      hint: syntaxHint(error.code),
      cause: error,
    });
  }
}

function syntaxHint(code: string): string {
  switch (code) {
    case "TAB_AS_INDENT":
      return "Indent with spaces: YAML does not allow tabs.";
    case "DUPLICATE_KEY":
      return "Remove one of the two keys.";
    default:
      return "Look at the indentation, brackets and quotes at that place and just above it.";
  }
}

function toMapping(document: Document.Parsed, file: string): ConfigMap {
  const value: unknown = document.toJS({ maxAliasCount: 1000 });
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

function locate(
  document: Document.Parsed,
  lines: LineCounter,
  file: string,
  path: readonly (string | number)[],
): string {
  const { isMap, isScalar } = lazyYaml();
  for (let length = path.length; length > 0; length--) {
    const parent = length === 1 ? document.contents : document.getIn(path.slice(0, length - 1), true);
    const key = path[length - 1];
    const pair = isMap(parent)
      ? parent.items.find((item) => String(isScalar(item.key) ? item.key.value : item.key) === String(key))
      : undefined;
    if (pair && isScalar(pair.key) && pair.key.range) {
      const { line, col } = lines.linePos(pair.key.range[0]);
      return `${file}:${line}:${col}`;
    }
  }
  return file;
}

/** A `${...}` taken for plain text would be a wrong value that nobody notices. */
function refuseInterpolation(yamlFile: YamlFile, value: unknown, path: readonly (string | number)[]): void {
  if (typeof value === "string" && value.includes("${")) {
    throw new TracksideError(`${yamlFile.locate(path)}: "${path.join(".")}" uses an interpolation: ${value}`, {
      code: "config.interpolation",
      hint: "This version of Trackside does not resolve ${...}: write the value itself.",
    });
  }
  if (Array.isArray(value)) {
    value.forEach((item, index) => refuseInterpolation(yamlFile, item, [...path, index]));
  } else if (typeof value === "object" && value !== null) {
    for (const [key, item] of Object.entries(value)) {
      refuseInterpolation(yamlFile, item, [...path, key]);
    }
  }
}
