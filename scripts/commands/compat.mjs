import path from "node:path";

import { ensureCompatEnvironment, readVersions } from "../lib/compat-environment.mjs";
import { compatOptions } from "../lib/compat-options.mjs";
import { startCompatServers } from "../lib/compat-servers.mjs";
import { withLock } from "../lib/lock.mjs";
import { ensureNodePackages } from "../lib/node-packages.mjs";
import { setupFolder } from "../lib/paths.mjs";
import { closingLine, sum } from "../lib/test-count.mjs";
import { runJest } from "../lib/test-runners.mjs";

/** Runs the same tests against a real server of each version of MLflow, and closes with `N passed, N failed`. */
export async function main(args) {
  const { versions, runnerArgs } = compatOptions(args, readVersions());
  const environments = await withLock(path.join(setupFolder, "lock"), () => prepare(versions));
  const counts = [];
  for (const version of versions) {
    counts.push(await testVersion(version, environments, runnerArgs));
  }
  const total = sum(counts);
  console.log("");
  versions.forEach(({ mlflow }, index) => console.log(`MLflow ${mlflow}: ${closingLine(counts[index])}`));
  console.log(closingLine(total));
  return total.failed > 0 || total.passed === 0 ? 1 : 0;
}

/** @returns {Promise<Map<string, string>>} the folder of each environment's programs, by its name */
async function prepare(versions) {
  await ensureNodePackages();
  const environments = new Map();
  for (const name of ["storage", ...versions.map((version) => version.name)]) {
    environments.set(name, await ensureCompatEnvironment(name));
  }
  return environments;
}

async function testVersion({ name, mlflow }, environments, runnerArgs) {
  console.log(`\n== MLflow ${mlflow}`);
  const servers = await startCompatServers({
    mlflowPrograms: environments.get(name),
    storagePrograms: environments.get("storage"),
  });
  try {
    return await runJest("compat", runnerArgs, {
      report: `compat-${name}`,
      env: {
        COMPAT_MLFLOW_VERSION: mlflow,
        COMPAT_SERVER_URI: servers.uri,
        COMPAT_STORAGE_SERVER_URI: servers.storageServerUri,
        COMPAT_STORAGE_URI: servers.storageUri,
      },
    });
  } finally {
    await servers.stop();
  }
}
