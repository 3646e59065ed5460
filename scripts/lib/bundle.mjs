import path from "node:path";

import { root } from "./paths.mjs";
import { SetupError } from "./setup-error.mjs";

const sources = path.join(root, "kernel-helpers", "lib");

/** Files that are loaded by their names; all else is in the one file that they share. */
const entries = {
  index: "./index.js",
  cli: "./cli/index.js",
  typed: "./typed/index.js",
  // threads load these from beside the file that starts them
  worker: "./runner/parallel/worker.js",
  "socket-thread": "./kernel/transport/socket-thread.js",
  // the package's parts, for programs of tests and the bench that do without the rest
  ...Object.fromEntries(["display", "kernel", "pipeline", "runner"].map((part) => [part, `./${part}/index.js`])),
};

/** @type {import("webpack").Configuration} */
const configuration = {
  mode: "production",
  devtool: false,
  // that which package.json demands; webpack knows it by its minor version
  target: "node20.18",
  context: sources,
  entry: entries,
  output: {
    path: path.join(root, "kernel-helpers", "dist"),
    filename: "[name].js",
    library: { type: "commonjs2" },
    clean: true,
  },
  node: { __dirname: false, __filename: false },
  // other packages stay where npm puts them
  externals: [({ request }, done) => (/^[./]/.test(request ?? "") ? done() : done(undefined, `commonjs ${request}`))],
  optimization: {
    // stack traces name functions, and the code is read where they lead
    minimize: false,
    moduleIds: "named",
    // each module is run when it is first asked for, as without a bundle
    concatenateModules: false,
    // one copy of every module, whichever entries a process loads
    runtimeChunk: "single",
    splitChunks: {
      cacheGroups: { default: false, defaultVendors: false, shared: { name: "modules", chunks: "all", enforce: true } },
    },
  },
};

/**
 * Bundles what the compiler made of kernel-helpers: to find and read some hundred files takes a process longer than to run
 * them, and every kernel, command and worker does.
 */
export async function bundlePackage() {
  // not before it is installed
  const { default: webpack } = await import("webpack");
  await new Promise((resolve, reject) => {
    webpack(configuration, (error, stats) => {
      const problem = error?.message ?? stats?.toString({ all: false, errors: true, warnings: true });
      if (problem) {
        reject(new SetupError(`kernel-helpers could not be bundled:\n\n${problem}`));
      } else {
        resolve(undefined);
      }
    });
  });
}
