/** Loads a file as a string, as the bundler does with an imported `.svg`. */
module.exports = {
  process: (text) => ({ code: `module.exports = ${JSON.stringify(text)};` }),
};
