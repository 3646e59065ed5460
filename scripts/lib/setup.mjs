import path from "node:path";

import { ensureBuild } from "./build.mjs";
import { withLock } from "./lock.mjs";
import { ensureNodePackages } from "./node-packages.mjs";
import { setupFolder } from "./paths.mjs";
import { ensurePythonEnvironment } from "./python-environment.mjs";
import { ensureWiring } from "./wiring.mjs";

/**
 * Makes the checkout ready to run; what is there already is left alone, so that a second time takes no time.
 * @param {{withTests?: boolean}} [options]
 */
export function setUp({ withTests = false } = {}) {
  return withLock(
    path.join(setupFolder, "lock"),
    async () => {
      await ensureNodePackages();
      await ensurePythonEnvironment({ withTests });
      await ensureBuild();
      await ensureWiring();
    },
    (owner) => console.log(`- Waiting for another set-up of this checkout (process ${owner}) ...`),
  );
}
