/** What JupyterLab's builder does besides: its loader puts style sheets into JavaScript as they are written. */
module.exports = {
  module: {
    rules: [{ test: /\.css$/, loader: "esbuild-loader", options: { loader: "css", minify: true, charset: "utf8" } }],
  },
};
