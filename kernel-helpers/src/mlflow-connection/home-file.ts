import { readFileSync } from "node:fs";
import { homedir } from "node:os";
import { join } from "node:path";
import { TracksideError } from "../errors";

/** Path of a file in the home folder of who runs the program. */
export function inHome(environment: NodeJS.ProcessEnv, ...parts: readonly string[]): string {
  return join(environment["HOME"] || environment["USERPROFILE"] || homedir(), ...parts);
}

/**
 * Reads a file of settings; `null` where there is none.
 *
 * @throws TracksideError `connection.unreadable` when it is there and cannot be read.
 */
export function readSettings(path: string): string | null {
  try {
    return readFileSync(path, "utf8");
  } catch (cause) {
    if (["ENOENT", "ENOTDIR"].includes((cause as NodeJS.ErrnoException).code ?? "")) {
      return null;
    }
    throw new TracksideError(`${path} cannot be read: ${(cause as Error).message}`, {
      code: "connection.unreadable",
      hint: "Check its permissions: it has to be readable by you.",
      cause,
    });
  }
}
