import { writeFileSync } from "node:fs";
import path from "node:path";

import { demoOptions } from "../lib/demo-options.mjs";
import { deliver, describeRun, readFromMlflow, runsOf } from "../lib/demo-run.mjs";
import { findExample } from "../lib/example.mjs";
import { setupFolder, venvPython } from "../lib/paths.mjs";
import { exitOf } from "../lib/run.mjs";
import { setUp } from "../lib/setup.mjs";
import { SetupError } from "../lib/setup-error.mjs";

/** Runs the example's notebook without a browser and shows the run as MLflow has it. */
export async function main(args) {
  const options = demoOptions(args);
  await setUp();
  const { folder, notebook } = findExample();
  const before = new Set((await runsOf(folder)).map(({ runId }) => runId));

  console.log(`Running ${notebook} of ${path.basename(folder)}`);
  const result = path.join(setupFolder, "demo", path.basename(notebook));
  const script = path.join(import.meta.dirname, "../demo.py");
  const exit = await exitOf(venvPython, [script, path.join(folder, notebook), result], { cwd: folder });

  await deliver(folder);
  const recorded = (await runsOf(folder)).filter(({ runId }) => !before.has(runId));
  if (recorded.length === 0) {
    throw new SetupError("The notebook recorded no run; what its kernel printed above says why.");
  }
  for (const report of recorded) {
    const run = await readFromMlflow(report);
    console.log(`\n${describeRun(run)}`);
    if (options.json !== undefined && report === recorded[0]) {
      const { runId, trackingUri, status, params, metrics } = run;
      writeFileSync(
        fromCaller(options.json),
        `${JSON.stringify({ runId, trackingUri, status, params, metrics }, null, 2)}\n`,
      );
    }
  }
  return exit === 0 ? 0 : 1;
}

/** npm runs commands at the project's root, and says where it was called. */
const fromCaller = (file) => path.resolve(process.env.INIT_CWD ?? process.cwd(), file);
