import path from "node:path";

import { bundlePackage } from "./bundle.mjs";
import { root, sitePackages, tsc } from "./paths.mjs";
import { step } from "./progress.mjs";
import { runQuietly } from "./run.mjs";
import { hashOf, unlessDone } from "./stamps.mjs";

const inRoot = (file) => path.join(root, file);

const configuration = ["package-lock.json", "package.json", "tsconfig.json", "kernel-helpers/package.json"];

/** Everything that our JavaScript is made from. */
const scriptSources = [...configuration, "kernel-helpers/tsconfig.json", "kernel-helpers/src", "extension"];
const scriptResults = ["kernel-helpers/lib/index.js", "lib/index.js"].map(inRoot);

const bundleSources = [...scriptSources, "scripts/lib/bundle.mjs"];
const bundleResults = ["kernel-helpers/dist/index.js"].map(inRoot);

const extensionSources = [...scriptSources, "style", "schema", "requirements-lock.txt"];
const extensionResults = ["jupyterlab_trackside/labextension/package.json"].map(inRoot);

/** Compiles the TypeScript, and bundles the package and the JupyterLab extension, unless nothing changed since. */
export async function ensureBuild() {
  await unlessDone({ name: "compile", key: hashOf(scriptSources), results: scriptResults }, () =>
    step("Compiling TypeScript", () => runQuietly("tsc", process.execPath, [tsc, "-b", "kernel-helpers", "extension"])),
  );
  await unlessDone({ name: "bundle", key: hashOf(bundleSources), results: bundleResults }, () =>
    step("Bundling the package", bundlePackage),
  );
  await unlessDone({ name: "labextension", key: hashOf(extensionSources), results: extensionResults }, () =>
    step("Bundling the JupyterLab extension", () =>
      runQuietly("build-labextension", process.execPath, [
        "node_modules/@jupyterlab/builder/lib/build-labextension.js",
        "--core-path",
        path.join(sitePackages(), "jupyterlab", "staging"),
        ".",
      ]),
    ),
  );
}
