/** What JupyterLab's builder does besides, which takes a `.raw.css` into JavaScript as it is written. */
module.exports = {
  module: {
    rules: [
      { test: /\.raw\.css$/, loader: "esbuild-loader", options: { loader: "css", minify: true, charset: "utf8" } },
      // imported past the builder's own loaders
      { test: /uPlot\.min\.css$/, type: "asset/source" },
    ],
  },
};
