import { CountingProxy } from "../harness/counting-proxy.mjs";
import { figure } from "../harness/figure.mjs";
import { KedroProject } from "../harness/kedro-project.mjs";
import { preparePipeline } from "../harness/pipeline-project.mjs";
import { interleaved, median } from "../harness/statistics.mjs";

const rounds = 25;
const kedroRounds = 1;
const nodes = 50;
const workMs = 40;

/** What tracking adds to a pipeline that computes: time, memory, calls of the server. */
export const trackedPipeline = /** @type {import("../harness/figure.mjs").FigureSet} */ ({
  area: "pipeline",
  title: `tracking ${nodes} nodes of ${workMs} ms`,
  peers: ["kedro", "mlflow"],
  measure: async (bench) => {
    const proxy = await CountingProxy.start((await bench.server()).uri);
    try {
      return figuresOf(await measureOurs(bench, proxy), await measureKedro(bench, proxy));
    } finally {
      await proxy.close();
    }
  },
});

/**
 * @param {import("../harness/bench.mjs").Bench} bench
 * @param {CountingProxy} proxy
 */
function measureOurs(bench, proxy) {
  return bench.inProject(proxy.uri, async (project) => {
    preparePipeline(project, { nodes, trackingUri: proxy.uri });
    await project.warmUp();
    const results = await interleaved(rounds, {
      tracked: async () => {
        const { result, calls } = await proxy.count(async () => {
          const ran = await project.run("pipeline.cjs", nodes, workMs, "tracked");
          await project.sync();
          return ran;
        });
        return { ...result, calls };
      },
      untracked: () => project.run("pipeline.cjs", nodes, workMs, "untracked"),
    });
    return { ...results, shipperMemory: project.shipperPeakMemory() };
  });
}

/**
 * @param {import("../harness/bench.mjs").Bench} bench
 * @param {CountingProxy} proxy
 */
async function measureKedro(bench, proxy) {
  const alone = new KedroProject({ nodes, workMs });
  const withPlugin = new KedroProject({ nodes, workMs, trackingUri: proxy.uri });
  const run = (peer, { root, environment }) =>
    bench.runPeer(peer, "kedro_pipeline.py", [], { cwd: root, env: environment });
  try {
    return await interleaved(kedroRounds, {
      untracked: () => run("kedro", alone),
      tracked: async () => {
        const { result, calls } = await proxy.count(() => run("mlflow", withPlugin));
        return { ...result, calls };
      },
    });
  } finally {
    alone.close();
    withPlugin.close();
  }
}

function figuresOf(ours, kedro) {
  const peer = (value) => ({ name: "kedro-mlflow", value });
  const ratioOf = (results, what) => medianOf(results.tracked, what) / medianOf(results.untracked, what);
  const behind = (results, what, unit) =>
    `${Math.round(medianOf(results.tracked, what))} ${unit} against ${Math.round(medianOf(results.untracked, what))} ${unit} without`;
  const shape = `${nodes} nodes with 10 params, 5 metrics and ${workMs} ms of work each`;
  return [
    figure({
      name: "wall_time",
      value: ratioOf(ours, "wallMs"),
      unit: "times untracked",
      peer: peer(ratioOf(kedro, "wallMs")),
      goal: { atMost: 1.02 },
      note: `${shape}; the whole process, ${behind(ours, "wallMs", "ms")}, ${rounds} pairs; kedro-mlflow ${behind(kedro, "wallMs", "ms")}`,
    }),
    figure({
      name: "run_time",
      value: ratioOf(ours, "runMs"),
      unit: "times untracked",
      peer: peer(ratioOf(kedro, "runMs")),
      note: `the same, \`run(pipeline)\` alone: ${behind(ours, "runMs", "ms")}`,
    }),
    figure({
      name: "http_calls",
      value: medianOf(ours.tracked, "calls"),
      unit: "calls",
      peer: peer(medianOf(kedro.tracked, "calls")),
      goal: { atMost: 12 },
      note: "the same, counted by a proxy before the server until it has all",
    }),
    figure({
      name: "peak_memory",
      value: (ratioOf(ours, "peakMemory") - 1) * 100,
      unit: "% more",
      peer: peer((ratioOf(kedro, "peakMemory") - 1) * 100),
      goal: { atMost: 10 },
      note: `the same, of the user's process: ${behind(ours, "peakMemory", "MB")}; kedro-mlflow ${behind(kedro, "peakMemory", "MB")}`,
    }),
    ...(ours.shipperMemory === undefined ? [] : [shipperFigure(ours.shipperMemory)]),
  ];
}

function shipperFigure(value) {
  return figure({
    name: "shipper_peak_memory",
    value,
    unit: "MB",
    goal: { atMost: 120 },
    note: `after ${rounds} of these pipelines`,
  });
}

const medianOf = (results, what) => median(results.map((each) => each[what]));
