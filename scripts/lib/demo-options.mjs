import { SetupError } from "./setup-error.mjs";

/**
 * Reads the arguments of `npm run demo --`.
 * @param {readonly string[]} args
 * @returns {{json: string | undefined}} the file to write the run to
 * @throws {SetupError} for anything else
 */
export function demoOptions(args) {
  if (args.length === 0) {
    return { json: undefined };
  }
  const [name, value] = args[0].startsWith("--json=") ? ["--json", args[0].slice("--json=".length)] : args;
  if (name !== "--json" || !value || args.length > 2) {
    throw new SetupError(`npm run demo takes --json FILE and nothing else, not ${args.join(" ")}`);
  }
  return { json: value };
}
