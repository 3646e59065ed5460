import { readdirSync, readFileSync, rmSync } from "node:fs";
import path from "node:path";

import { compareVersions } from "./node-version.mjs";
import { root, setupFolder } from "./paths.mjs";
import { step } from "./progress.mjs";
import { findPython } from "./python.mjs";
import { runQuietly } from "./run.mjs";
import { SetupError } from "./setup-error.mjs";
import { hashOf, unlessDone } from "./stamps.mjs";

const pinsFolder = "test/compat/servers";

/** Packages of that time have no wheels for a later Python: the first one that will not do, by environment. */
const pythonTooNew = { "1.30": "3.12", 2.9: "3.13" };

/**
 * Lists the versions that there are pins for, the oldest first.
 * @returns {import("./compat-options.mjs").CompatVersion[]}
 */
export function readVersions() {
  return readdirSync(path.join(root, pinsFolder))
    .filter((file) => /^\d+\.\d+\.txt$/.test(file))
    .map((file) => path.basename(file, ".txt"))
    .sort(compareVersions)
    .map((name) => ({ name, mlflow: pinnedMlflow(name), onlyWhenNamed: /tested only when named/.test(pinsOf(name)) }));
}

function pinsOf(name) {
  return readFileSync(path.join(root, pinsFolder, `${name}.txt`), "utf8");
}

function pinnedMlflow(name) {
  const version = /^mlflow==(\S+)$/m.exec(pinsOf(name))?.[1];
  if (version === undefined) {
    throw new SetupError(`${pinsFolder}/${name}.txt pins no mlflow; it needs a line such as mlflow==2.9.2.`);
  }
  return version;
}

/**
 * Makes an environment below .setup/compat with the pinned packages, unless it is there.
 * @param {string} name of the file of pins, as `2.9`
 * @returns {Promise<string>} the folder of its programs
 */
export async function ensureCompatEnvironment(name) {
  const folder = path.join(setupFolder, "compat", name);
  const programs = path.join(folder, process.platform === "win32" ? "Scripts" : "bin");
  const python = path.join(programs, process.platform === "win32" ? "python.exe" : "python");
  const [pins, locked] = [`${pinsFolder}/${name}.txt`, `${pinsFolder}/${name}-lock.txt`];
  // the scripts in an environment name its path, so one that was moved is of no use
  const made = { name: "environment", key: `${root}\n${hashOf([pins, locked])}`, folder };
  await unlessDone({ ...made, results: [python] }, () =>
    step(`Installing ${name === "storage" ? "the tests' S3 storage" : `MLflow ${pinnedMlflow(name)}`}`, async () => {
      const interpreter = await findPython();
      refuseTooNew(name, interpreter.version);
      rmSync(folder, { recursive: true, force: true });
      await runQuietly(`compat-${name}-venv`, interpreter.executable, ["-m", "venv", folder]);
      const options = ["--disable-pip-version-check", "--no-input", "--only-binary", ":all:"];
      await runQuietly(`compat-${name}-pip`, python, ["-m", "pip", "install", ...options, "-r", pins, "-c", locked]);
    }),
  );
  return programs;
}

function refuseTooNew(name, version) {
  const tooNew = pythonTooNew[name];
  if (tooNew !== undefined && compareVersions(version, tooNew) >= 0) {
    throw new SetupError(
      `MLflow ${pinnedMlflow(name)} does not run on Python ${version}, but on one before ${tooNew}.\n` +
        "Name one by TRACKSIDE_SETUP_PYTHON, or name the versions to test, as in npm run test:compat -- 2.22 3.17",
    );
  }
}
