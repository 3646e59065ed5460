/*
 * Runs a chain of nodes with 10 params and 5 metrics each, with tracking or without, and tells what that took.
 *
 *     node pipeline.cjs NODES MILLISECONDS_OF_WORK tracked|untracked
 */
const { performance } = require("node:perf_hooks");
const { setTimeout: delay } = require("node:timers/promises");

const tracked = process.argv[4] === "tracked";
const { node, pipeline, run } = tracked ? require("trackside") : withoutTracking();

/** The package's parts but tracking, which joins them where the whole package is loaded. */
function withoutTracking() {
  require("trackside/dist/display").installNodeResultDisplay();
  return { ...require("trackside/dist/pipeline"), ...require("trackside/dist/runner") };
}

async function main(count, workMs) {
  const nodes = Array.from({ length: count }, (_, index) => chainedNode(index, workMs));
  // reads the project's parameters and opens the session's run, neither of which grows with the nodes that follow
  await run(node((first) => first, "params:first", "data_first", { name: "first" }));
  const before = performance.now();
  await run(pipeline(nodes));
  const runMs = performance.now() - before;
  process.once("exit", () => {
    const { maxRSS } = process.resourceUsage();
    console.log(JSON.stringify({ runMs, peakMemory: (maxRSS * 1024) / 1e6 }));
  });
}

function chainedNode(index, workMs) {
  const inputs = [index === 0 ? "data_first" : `data_${index - 1}`, `params:node_${index}`];
  const work = async (previous, params) => {
    if (workMs > 0) {
      await delay(workMs);
    }
    const metrics = Object.fromEntries(
      Array.from({ length: 5 }, (_, metric) => [`metric_${metric}`, params.p0 + metric]),
    );
    return [previous + 1, metrics];
  };
  return node(work, inputs, [`data_${index}`, `node_${index}_metrics`], { name: `node_${index}` });
}

void main(Number(process.argv[2]), Number(process.argv[3]));
