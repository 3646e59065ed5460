const { transform } = require("@swc/core");

/** Compiles TypeScript as the tests do. */
module.exports = function compile(source) {
  const done = this.async();
  transform(source, {
    filename: this.resourcePath,
    jsc: {
      target: "es2022",
      parser: { syntax: "typescript", tsx: true },
      transform: { react: { runtime: "automatic" } },
    },
  }).then(
    ({ code }) => done(null, code),
    (error) => done(error),
  );
};
