/*
 * Reads the parameters of the working directory's project, as before a run, and tells what that took.
 *
 *     node load-config.cjs
 */
const { performance } = require("node:perf_hooks");
const { loadParameters } = require("trackside/lib/config");

const before = performance.now();
const { value } = loadParameters(process.cwd());
console.log(JSON.stringify({ loadMs: performance.now() - before, keys: Object.keys(value).length }));
