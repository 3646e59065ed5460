import { SetupError } from "../../../scripts/lib/setup-error.mjs";

/**
 * Reads the arguments of `npm run bench --`.
 * @param {readonly string[]} args
 * @param {readonly string[]} areas those that there are
 * @returns {{areas: readonly string[], json: string | undefined, docs: boolean}} all areas when none is named
 * @throws {SetupError} for an area or option that there is not
 */
export function benchOptions(args, areas) {
  const named = [];
  let json;
  let docs = false;
  for (let index = 0; index < args.length; index++) {
    const argument = args[index];
    if (argument === "--docs") {
      docs = true;
    } else if (argument === "--json" || argument.startsWith("--json=")) {
      json = argument === "--json" ? args[++index] : argument.slice("--json=".length);
      if (!json) {
        throw new SetupError("--json needs the file to write, as in npm run bench -- --json figures.ndjson");
      }
    } else if (areas.includes(argument)) {
      named.push(argument);
    } else {
      throw new SetupError(
        `npm run bench does not know ${JSON.stringify(argument)}. It takes areas (${areas.join(", ")}), --json FILE and --docs.`,
      );
    }
  }
  if (docs && named.length > 0) {
    throw new SetupError(
      "docs/benchmarks.md shows all areas from one run: use npm run bench -- --docs without an area",
    );
  }
  return { areas: named.length === 0 ? areas : named, json, docs };
}
