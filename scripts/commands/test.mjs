import { ensureChromium } from "../lib/browser.mjs";
import { setUp } from "../lib/setup.mjs";
import { closingLine, sum } from "../lib/test-count.mjs";
import { testOptions } from "../lib/test-options.mjs";
import { runJest, runPlaywright } from "../lib/test-runners.mjs";

/** Sets up, runs the tests of all kinds or of those named, and closes with the line `N passed, N failed`. */
export async function main(args) {
  const { kinds, runnerArgs } = testOptions(args);
  await setUp({ withTests: true });
  // looked for first, so that a person learns of a missing browser before minutes of other tests
  const chromium = kinds.includes("browser") ? await ensureChromium() : "";
  const counts = [];
  for (const kind of kinds) {
    const run = kind === "browser" ? runPlaywright(chromium, runnerArgs) : runJest(kind, runnerArgs);
    counts.push(await run);
  }
  const total = sum(counts);
  if (total.passed + total.failed === 0) {
    console.error(`\nNo test matches ${args.join(" ")}.`);
  }
  console.log(`\n${closingLine(total)}`);
  return total.failed > 0 || total.passed === 0 ? 1 : 0;
}
