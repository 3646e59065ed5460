import { statSync } from "node:fs";
import path from "node:path";

import { setUp } from "../lib/setup.mjs";
import { SetupError } from "../lib/setup-error.mjs";
import { closingLine } from "../lib/test-count.mjs";
import { runJest } from "../lib/test-runners.mjs";

/** Runs recorded cases of what Kedro and kedro-mlflow do: those of a folder, or the project's own. */
export async function main(args) {
  if (args.length > 1) {
    throw new SetupError("npm run conformance takes one folder: npm run conformance -- FOLDER.");
  }
  /** @type {Record<string, string>} */
  const env = args[0] === undefined ? {} : { CONFORMANCE_CASES: folderOf(args[0]) };
  await setUp();
  const count = await runJest("unit", ["--testPathPatterns=test/conformance/"], { report: "conformance", env });
  console.log(`\n${closingLine(count)}`);
  return count.failed > 0 || count.passed === 0 ? 1 : 0;
}

function folderOf(given) {
  const folder = path.resolve(given);
  if (!statSync(folder, { throwIfNoEntry: false })?.isDirectory()) {
    throw new SetupError(`${given} is no folder: give the one that holds the recorded .json files.`);
  }
  return folder;
}
