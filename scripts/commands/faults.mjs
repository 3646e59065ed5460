import { parseArgs } from "node:util";

import { setUp } from "../lib/setup.mjs";
import { SetupError } from "../lib/setup-error.mjs";
import { closingLine } from "../lib/test-count.mjs";
import { runJest } from "../lib/test-runners.mjs";

const numbers = { sessions: "200", kills: "100", seed: "1" };

/** Runs what takes too long for every test run: many sessions at once, many kills, many spoilt calls, all of it counted. */
export async function main(args) {
  const env = environmentOf(args);
  await setUp();
  const count = await runJest("faults", [], { env });
  console.log(`\n${closingLine(count)}`);
  return count.failed > 0 || count.passed === 0 ? 1 : 0;
}

function environmentOf(args) {
  const options = Object.fromEntries(
    Object.entries(numbers).map(([name, value]) => [name, { type: /** @type {const} */ ("string"), default: value }]),
  );
  const { values } = parseArgs({ args, options });
  return Object.fromEntries(
    Object.entries(values).map(([name, value]) => {
      if (!/^[1-9]\d*$/.test(String(value))) {
        throw new SetupError(`--${name} ${value}: give a number, 1 or more.`);
      }
      return [`FAULT_${name.toUpperCase()}`, String(value)];
    }),
  );
}
