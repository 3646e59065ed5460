import { existsSync, mkdirSync, readFileSync, rmSync } from "node:fs";
import path from "node:path";

import { projectEnvironment } from "./environment.mjs";
import { setupFolder } from "./paths.mjs";
import { exitOf } from "./run.mjs";
import { countJest, countPlaywright, withExit } from "./test-count.mjs";

/**
 * Runs one jest project.
 * @param {string} project
 * @param {readonly string[]} runnerArgs
 * @param {{report?: string, env?: Record<string, string>}} [options] names the report, and adds to the environment
 */
export function runJest(project, runnerArgs, { report: name = project, env = {} } = {}) {
  return runAndCount(name, countJest, (report) => {
    const args = [
      "node_modules/jest/bin/jest.js",
      "--config=test/jest.config.cjs",
      `--selectProjects=${project}`,
      "--passWithNoTests",
      "--json",
      `--outputFile=${report}`,
      ...(runnerArgs.some((argument) => workersOption.test(argument)) ? [] : [workersOf(project)]),
      ...runnerArgs,
    ];
    return exitOf(process.execPath, args, { env: { ...projectEnvironment(), ...env } });
  });
}

const workersOption = /^(-i|--runInBand|-w|--maxWorkers)(=|$)/;

/** How many files of a project jest runs at once, unless the person says so. */
function workersOf(project) {
  // Against other versions and faults, real servers side by side would be timed against each other.
  if (["compat", "faults"].includes(project)) {
    return "--runInBand";
  }
  // Integration tests wait for servers half of their time. The others take every core, where jest would leave one free:
  // of two that is the half.
  return project === "integration" ? "--maxWorkers=2" : "--maxWorkers=100%";
}

/**
 * Runs the browser tests.
 * @param {string} chromium path of the program
 * @param {readonly string[]} runnerArgs
 */
export function runPlaywright(chromium, runnerArgs) {
  const args = ["test", "--config=test/browser/playwright.config.ts", "--reporter=list,json", "--pass-with-no-tests"];
  return runAndCount("browser", countPlaywright, (report) =>
    exitOf(process.execPath, ["node_modules/@playwright/test/cli.js", ...args, ...runnerArgs], {
      env: { ...projectEnvironment(), CHROMIUM_PATH: chromium, PLAYWRIGHT_JSON_OUTPUT_FILE: report },
    }),
  );
}

async function runAndCount(kind, count, run) {
  const report = path.join(setupFolder, "reports", `${kind}.json`);
  mkdirSync(path.dirname(report), { recursive: true });
  rmSync(report, { force: true });
  console.log(`\n== ${kind} tests`);
  const exit = await run(report);
  if (typeof exit === "string") {
    console.error(`The ${kind} tests did not run: ${exit}`);
  }
  return withExit(exit, existsSync(report) ? count(JSON.parse(readFileSync(report, "utf8"))) : undefined);
}
