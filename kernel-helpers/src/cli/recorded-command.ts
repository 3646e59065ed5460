import { isDeepStrictEqual } from "node:util";
import { readConfigValue } from "../config";
import { hiddenParts } from "../tracking";
import { jsonText } from "./json-text";
import { splitParams, type ParamWord } from "./param-words";
import { shellLine } from "./shell-words";

/**
 * A command as it can be given again in a POSIX shell, in the same folder: all its options, and the environment where a
 * variable names it. Values of `--params` that are secrets by their keys are masked.
 *
 * @param words - what follows `trackside`.
 */
export function recordedCommand(words: readonly string[], variables: NodeJS.ProcessEnv = process.env): string {
  const shown = words.map((word, index) =>
    words[index - 1] === "--params" ? maskParams(word) : word.replace(/^(--params=)(.*)$/s, maskBehindOption),
  );
  const environment = variables["TRACKSIDE_ENV"];
  const command = shellLine(["trackside", ...shown]);
  return environment ? `TRACKSIDE_ENV=${shellLine([environment])} ${command}` : command;
}

function maskBehindOption(_all: string, option: string, text: string): string {
  return option + maskParams(text);
}

function maskParams(text: string): string {
  const parts = splitParams(text);
  return parts.map((part) => (typeof part === "string" ? part : maskParam(part))).join(",");
}

function maskParam({ key, sign, value }: ParamWord): string {
  const read = readConfigValue(value);
  const shown = hiddenParts(key, read);
  if (isDeepStrictEqual(shown, read)) {
    return `${key}${sign}${value}`;
  }
  return `${key}${sign}${typeof shown === "string" ? shown : jsonText(shown)}`;
}
