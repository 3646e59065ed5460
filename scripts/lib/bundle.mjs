import { readFileSync } from "node:fs";
import path from "node:path";

import { root } from "./paths.mjs";
import { SetupError } from "./setup-error.mjs";

const sources = path.join(root, "kernel-helpers", "lib");
const valibot = path.join(root, "node_modules", "valibot");

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

/**
 * @param {typeof import("webpack")} webpack
 * @param {typeof import("terser-webpack-plugin")} Terser
 * @returns {import("webpack").Configuration}
 */
const configuration = (webpack, Terser) => ({
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
  // Other packages stay where npm puts them; but a process that records needs a tenth of valibot, to whose ES module alone
  // webpack can do that.
  externals: [
    ({ request }, done) => (/^([./]|valibot$)/.test(request ?? "") ? done() : done(undefined, `commonjs ${request}`)),
  ],
  resolve: { alias: { valibot: path.join(valibot, "dist", "index.mjs") } },
  plugins: [
    new webpack.BannerPlugin({ include: /^valibot/, banner: readFileSync(path.join(valibot, "LICENSE.md"), "utf8") }),
  ],
  optimization: {
    minimize: true,
    minimizer: [
      new Terser({ include: /^valibot/, terserOptions: { mangle: false } }),
      // The package's own code stays as it is, for stack traces name its functions, and it is read where they lead; without
      // comments, and in ASCII, which Node keeps in half of the memory and reads faster.
      new Terser({
        exclude: /^valibot/,
        terserOptions: {
          ...{ compress: false, mangle: false },
          format: { ascii_only: true, beautify: true, comments: false, indent_level: 2 },
        },
      }),
    ],
    moduleIds: "named",
    // each module is run when it is first asked for, as without a bundle
    concatenateModules: false,
    // one copy of every module, whichever entries a process loads
    runtimeChunk: "single",
    splitChunks: {
      cacheGroups: {
        ...{ default: false, defaultVendors: false },
        shared: { name: "modules", chunks: "all", enforce: true },
        valibot: { name: "valibot", test: valibot, chunks: "all", enforce: true, priority: 1 },
      },
    },
  },
});

/**
 * Bundles what the compiler made of kernel-helpers: to find and read some hundred files takes a process longer than to run
 * them, and every kernel, command and worker does.
 */
export async function bundlePackage() {
  // not before it is installed
  const [{ default: webpack }, { default: Terser }] = await Promise.all([
    import("webpack"),
    import("terser-webpack-plugin"),
  ]);
  await new Promise((resolve, reject) => {
    webpack(configuration(webpack, Terser), (error, stats) => {
      const problem = error?.message ?? stats?.toString({ all: false, errors: true, warnings: true });
      if (problem) {
        reject(new SetupError(`kernel-helpers could not be bundled:\n\n${problem}`));
      } else {
        resolve(undefined);
      }
    });
  });
}
