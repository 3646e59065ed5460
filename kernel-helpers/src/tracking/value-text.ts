import { types } from "node:util";
import { TracksideError } from "../errors";

/** Goes over the members of an object on its way into JSON, as `JSON.stringify` calls it. */
export type Replacer = (key: string, value: unknown) => unknown;

function refuse(named: string, what: string, hint: string, cause?: unknown): never {
  throw new TracksideError(`${named} is ${what}`, { code: "tracking.invalid-value", hint, cause });
}

/** What JSON has no form for, or one that loses it, in a form that keeps it. */
function jsonForm(value: unknown): unknown {
  if (typeof value === "bigint" || (typeof value === "number" && !Number.isFinite(value))) {
    return String(value);
  }
  if (types.isMap(value)) {
    return Object.fromEntries([...value].map(([key, member]) => [String(key), member]));
  }
  if (types.isSet(value)) {
    return [...value];
  }
  if (types.isTypedArray(value)) {
    return Array.from<unknown>(value);
  }
  if (types.isNativeError(value) || types.isRegExp(value)) {
    return String(value);
  }
  return value;
}

/**
 * Makes JSON of a value as `JSON.stringify` does, and keeps what that would lose: NaN and infinities become texts, as
 * big integers do; maps become objects, sets and typed arrays become arrays, errors and patterns their text.
 */
export function jsonOf(
  value: unknown,
  replacer: Replacer = (_key, member) => member,
  indent?: number,
): string | undefined {
  // A Buffer is seen as it is, and not as its own toJSON() shows it.
  return JSON.stringify(
    value,
    function (this: Record<string, unknown>, key: string, member: unknown) {
      const original = this[key];
      return replacer(key, jsonForm(types.isTypedArray(original) ? original : member));
    },
    indent,
  );
}

/**
 * The text of a param or tag: texts as they are, dates in ISO format, objects as JSON.
 *
 * @param named - what it is, for example `param "depth"`.
 * @throws {@link TracksideError} `tracking.invalid-value` for what has no text that tells anything.
 */
export function valueText(named: string, value: unknown, replacer?: Replacer): string {
  switch (typeof value) {
    case "string":
      return value;
    case "undefined":
      return refuse(named, "undefined", "Is its name spelt rightly where it comes from? Log null for no value.");
    case "function":
      return refuse(named, `the function ${value.name || "(without a name)"}`, "Log its name, or what it returns.");
    case "symbol":
      return refuse(named, String(value), "Log its description.");
    case "object":
      return value === null ? "null" : objectText(named, value, replacer);
    default:
      return String(value);
  }
}

function objectText(named: string, value: object, replacer: Replacer | undefined): string {
  if (types.isDate(value)) {
    return Number.isNaN(value.getTime())
      ? refuse(named, "an invalid date", "Check the text that it was made of.")
      : value.toISOString();
  }
  return types.isNativeError(value) || types.isRegExp(value) || value instanceof URL
    ? String(value)
    : jsonText(named, value, replacer);
}

/**
 * Makes JSON of an object, see {@link jsonOf}.
 *
 * @throws {@link TracksideError} `tracking.invalid-value` for an object without one.
 */
export function jsonText(named: string, value: object, replacer?: Replacer, indent?: number): string {
  let json: string | undefined;
  try {
    json = jsonOf(value, replacer, indent);
  } catch (cause) {
    refuse(
      named,
      `an object that cannot be written as JSON: ${(cause as Error).message.split("\n")[0]}`,
      "Log the members that matter, each by a name of its own; an object that holds itself has no text.",
      cause,
    );
  }
  return json ?? refuse(named, "an object without JSON", "Let its toJSON() return something.");
}
