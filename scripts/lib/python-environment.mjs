import { existsSync, rmSync } from "node:fs";

import { fromRoot, root, venv, venvPython } from "./paths.mjs";
import { step } from "./progress.mjs";
import { findPython } from "./python.mjs";
import { runQuietly } from "./run.mjs";
import { hashOf, unlessDone } from "./stamps.mjs";

const pinned = "requirements-lock.txt";

/**
 * Makes the project's Python environment and installs the pinned packages into it.
 * @param {{withTests: boolean}} options whether to install what only tests need, too
 */
export async function ensurePythonEnvironment({ withTests }) {
  const installs = [
    { name: "requirements", file: "requirements.txt", title: "JupyterLab and MLflow (a minute or two)" },
    ...(withTests
      ? [{ name: "requirements-test", file: "requirements-test.txt", title: "what the tests need of Python" }]
      : []),
  ];
  if (!existsSync(venvPython)) {
    // interrupted half-way, or the Python that it was made with is gone
    rmSync(venv, { recursive: true, force: true });
  }
  // the scripts in an environment name its path, so one that was moved is of no use
  await unlessDone({ name: "environment", key: root, folder: venv }, makeEnvironment);
  for (const { name, file, title } of installs) {
    await unlessDone({ name, key: hashOf([file, pinned]), folder: venv }, () =>
      step(`Installing ${title}`, () => pipInstall(name, ["-r", file, "-c", pinned])),
    );
  }
}

async function makeEnvironment() {
  const python = await findPython();
  await step(`Making ${fromRoot(venv)} with Python ${python.version}`, async () => {
    rmSync(venv, { recursive: true, force: true });
    await runQuietly("venv", python.executable, ["-m", "venv", venv]);
  });
}

/** Wheels only: a package that had to be compiled would need a compiler that the machine may not have. */
function pipInstall(name, args) {
  const options = ["--disable-pip-version-check", "--no-input", "--only-binary", ":all:"];
  return runQuietly(`pip-${name}`, venvPython, ["-m", "pip", "install", ...options, ...args]);
}
