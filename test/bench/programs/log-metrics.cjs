/*
 * Logs points of one metric in a synchronous loop, as a training loop does, and tells what each call cost it.
 *
 *     node log-metrics.cjs POINTS
 */
const { performance } = require("node:perf_hooks");
const { mlflow } = require("trackside");

const points = Number(process.argv[2]);
const callMicroseconds = new Float64Array(points);

const startedAt = Date.now();
for (let step = 0; step < points; step++) {
  const value = 1 / (1 + step);
  const before = performance.now();
  mlflow.logMetric("loss", value, { step });
  callMicroseconds[step] = (performance.now() - before) * 1000;
}

const { describeCalls } = require("./describe-calls.cjs");
console.log(JSON.stringify({ startedAt, ...describeCalls(callMicroseconds) }));
