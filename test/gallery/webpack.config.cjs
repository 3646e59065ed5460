const path = require("node:path");

const extensionBuild = require("../../extension/webpack.config.cjs");

const root = path.resolve(__dirname, "../..");

/** Bundles the stories with the extension's sources into a page, without JupyterLab around them. */
module.exports = {
  mode: "development",
  devtool: false,
  context: root,
  entry: path.join(__dirname, "page.tsx"),
  output: { path: path.join(root, ".setup", "gallery"), filename: "page.js" },
  resolve: {
    extensions: [".ts", ".tsx", ".js", ".mjs"],
    // a worker is named as it is called when it is compiled
    extensionAlias: { ".js": [".js", ".ts", ".tsx"] },
    alias: { "trackside/lib": path.join(root, "kernel-helpers", "src") },
    // JupyterLab's packages name Node's path, which only its services use
    fallback: { path: false, process: false },
  },
  module: {
    rules: [
      { test: /\.tsx?$/, loader: path.join(__dirname, "swc-loader.cjs") },
      { test: /(?<!\.raw)\.css$/, use: ["style-loader", "css-loader"] },
      { test: /\.raw\.css$/, type: "asset/source" },
      ...extensionBuild.module.rules,
      { test: /\.svg$/, type: "asset/source" },
      { test: /\.(?:woff2?|ttf|eot|png)$/, type: "asset/inline" },
      { test: /\.js$/, resolve: { fullySpecified: false } },
    ],
  },
  performance: { hints: false },
  stats: "errors-only",
};
