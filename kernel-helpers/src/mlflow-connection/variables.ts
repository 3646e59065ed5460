import { readFileSync } from "node:fs";
import { TracksideError } from "../errors";

/**
 * Reads a variable that is on or off, as MLflow's Python client does.
 *
 * @throws TracksideError `connection.invalid-variable` for anything but true, false, 1 and 0.
 */
export function flag(environment: NodeJS.ProcessEnv, name: string): boolean {
  const value = environment[name]?.toLowerCase() ?? "";
  if (!["", "true", "false", "1", "0"].includes(value)) {
    throw invalidVariable(name, environment[name] ?? "", "Set it to true or false.");
  }
  return value === "true" || value === "1";
}

/** Reads a whole number of seconds as milliseconds; undefined where the variable is not set. */
export function seconds(environment: NodeJS.ProcessEnv, name: string): number | undefined {
  const value = environment[name];
  if (!value) {
    return undefined;
  }
  if (!/^[1-9]\d*$/.test(value)) {
    throw invalidVariable(name, value, "Set it to a whole number of seconds.");
  }
  return Number(value) * 1_000;
}

/** Reads the file that a variable names; undefined where the variable is not set. */
export function fileOf(environment: NodeJS.ProcessEnv, name: string): string | undefined {
  const path = environment[name];
  if (!path) {
    return undefined;
  }
  try {
    return readFileSync(path, "utf8");
  } catch (cause) {
    throw new TracksideError(`${name} is ${path}, which cannot be read: ${(cause as Error).message}`, {
      code: "connection.certificate",
      hint: "Give the path of a readable file in PEM.",
      cause,
    });
  }
}

function invalidVariable(name: string, value: string, hint: string): TracksideError {
  return new TracksideError(`${name} is ${JSON.stringify(value)}`, { code: "connection.invalid-variable", hint });
}
