import { existsSync, rmSync } from "node:fs";
import path from "node:path";

import { withLock } from "../../../scripts/lib/lock.mjs";
import { root, setupFolder } from "../../../scripts/lib/paths.mjs";
import { step } from "../../../scripts/lib/progress.mjs";
import { findPython } from "../../../scripts/lib/python.mjs";
import { runQuietly } from "../../../scripts/lib/run.mjs";
import { hashOf, unlessDone } from "../../../scripts/lib/stamps.mjs";

/** @typedef {"wandb" | "kedro" | "mlflow"} PeerName an environment, `requirements-bench-<name>.txt` installed into it */

const lockFile = "requirements-bench-lock.txt";
const benchFolder = path.join(setupFolder, "bench");
const inEnvironment = process.platform === "win32" ? "Scripts/python.exe" : "bin/python";

/** @param {PeerName} name */
export const peerPython = (name) => path.join(benchFolder, name, inEnvironment);

/**
 * Installs peers into Python environments of their own; those that are there are left alone.
 * @param {readonly PeerName[]} names
 */
export function ensurePeers(names) {
  return withLock(path.join(benchFolder, "lock"), async () => {
    for (const name of new Set(names)) {
      const requirements = `requirements-bench-${name}.txt`;
      const what = {
        name: "peer",
        key: `${hashOf([requirements, lockFile])} ${root}`,
        folder: path.join(benchFolder, name),
      };
      if (!existsSync(peerPython(name))) {
        // interrupted half-way, or the Python that it was made with is gone
        rmSync(what.folder, { recursive: true, force: true });
      }
      await unlessDone(what, () =>
        step(`Installing ${name} to measure beside`, () => install(name, what.folder, requirements)),
      );
    }
  });
}

async function install(name, folder, requirements) {
  const python = await findPython();
  rmSync(folder, { recursive: true, force: true });
  await runQuietly(`venv-bench-${name}`, python.executable, ["-m", "venv", folder]);
  const options = ["--disable-pip-version-check", "--no-input", "--only-binary", ":all:"];
  await runQuietly(`pip-bench-${name}`, peerPython(name), [
    ...["-m", "pip", "install", ...options],
    ...["-r", requirements, "-c", lockFile],
  ]);
}
