import { mkdirSync, writeFileSync } from "node:fs";
import path from "node:path";

import { tracksideCli, venv, venvPython } from "./paths.mjs";
import { step } from "./progress.mjs";
import { runQuietly } from "./run.mjs";
import { hashOf, unlessDone } from "./stamps.mjs";

const wheelSources = [
  "pyproject.toml",
  "package.json",
  "LICENSE",
  "jupyterlab_trackside",
  "jupyterlab_trackside/labextension",
];
const kernelSources = [
  "kernel-helpers/package.json",
  "kernel-helpers/bin",
  "kernel-helpers/kernelspec",
  "kernel-helpers/src/cli",
];

const kernelFile = path.join(venv, "share/jupyter/kernels/trackside/kernel.json");

/** Settings of this environment's JupyterLab: a first visit shows the notebook, not the project's news and updates. */
const settings = {
  "@jupyterlab/apputils-extension:notification": { fetchNews: "false", checkForUpdates: false },
};

/** Puts our extension, kernel and gateway into the project's Python environment, as a user's installation has them. */
export async function ensureWiring() {
  const wheel = hashOf(wheelSources);
  await unlessDone({ name: "jupyterlab-trackside", key: wheel, folder: venv }, installWheel);
  // the wheel's kernelspec names the `trackside` on the PATH, which this replaces by the checkout's, run by this Node
  const kernel = [wheel, hashOf(kernelSources), process.execPath].join(" ");
  await unlessDone({ name: "kernelspec", key: kernel, results: [kernelFile], folder: venv }, installKernel);
  writeSettings(path.join(venv, "share/jupyter/lab/settings/overrides.json"));
}

/** The real wheel, built with the environment's own hatchling: what is tried here every day is what is published. */
function installWheel() {
  const options = [
    "--disable-pip-version-check",
    "--no-build-isolation",
    "--no-deps",
    "--no-index",
    "--force-reinstall",
  ];
  return step("Installing the extension into the environment", () =>
    runQuietly("pip-trackside", venvPython, ["-m", "pip", "install", ...options, "."]),
  );
}

function installKernel() {
  return step("Installing the kernel into the environment", () =>
    runQuietly("kernel-install", process.execPath, [tracksideCli, "kernel", "install", "--sys-prefix", venv]),
  );
}

function writeSettings(file) {
  mkdirSync(path.dirname(file), { recursive: true });
  writeFileSync(file, `${JSON.stringify(settings, null, 2)}\n`);
}
