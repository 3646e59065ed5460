import { existsSync, readFileSync } from "node:fs";
import path from "node:path";
import { setTimeout as delay } from "node:timers/promises";

import { venvPython } from "./paths.mjs";
import { outputOf } from "./run.mjs";
import { projectEnvironment } from "./environment.mjs";

const pollInterval = 200;

/**
 * What JupyterLab is started with; what the person gave comes last and wins.
 * @param {import("./example.mjs").Example} example
 * @param {{port: number, jupyterArgs: readonly string[]}} options
 * @param {number | undefined} [userId] undefined on Windows
 */
export function jupyterArguments(example, { port, jupyterArgs }, userId = process.getuid?.()) {
  return [
    `--ServerApp.root_dir=${example.folder}`,
    `--LabApp.default_url=${notebookPath(example)}`,
    `--ServerApp.port=${port}`,
    // the port was free a moment ago; one silently changed would not be the one that we name
    "--ServerApp.port_retries=0",
    "--ServerApp.log_level=WARN",
    "--LabApp.log_level=WARN",
    // containers run as root, where Jupyter asks to be told that this is meant
    ...(userId === 0 ? ["--allow-root"] : []),
    ...jupyterArgs,
  ];
}

const notebookPath = ({ notebook }) => `/lab/tree/${notebook.split("/").map(encodeURIComponent).join("/")}`;

/**
 * Prints the address as soon as the server answers, read from what Jupyter writes about itself.
 * @param {import("node:child_process").ChildProcess} jupyter
 */
export async function announceWhenReady(jupyter, example) {
  const { stdout } = await outputOf(venvPython, ["-m", "jupyter_core", "--runtime-dir"], { env: projectEnvironment() });
  const file = path.join(stdout.trim(), `jpserver-${jupyter.pid}.json`);
  while (jupyter.exitCode === null && jupyter.signalCode === null) {
    if (existsSync(file)) {
      const server = JSON.parse(readFileSync(file, "utf8"));
      console.log(`\nJupyterLab is ready:\n\n    ${addressOf(server, example)}\n\nCtrl-C stops it.\n`);
      return;
    }
    await delay(pollInterval);
  }
}

/**
 * @param {{url: string, token: string}} server
 * @param {import("./example.mjs").Example} example
 */
export function addressOf({ url, token }, example) {
  const address = new URL(`.${notebookPath(example)}`, url);
  if (token !== "") {
    address.searchParams.set("token", token);
  }
  return address.href;
}
