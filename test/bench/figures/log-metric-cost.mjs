import { tmpdir } from "node:os";

import { figure } from "../harness/figure.mjs";
import { interleaved, median } from "../harness/statistics.mjs";

const rounds = 3;
const points = 100_000;
const wandbPoints = 10_000;
const mlflowAsyncPoints = 500;
const mlflowPoints = 100;

/** What one `mlflow.logMetric` in a synchronous loop costs the loop. */
export const logMetricCost = /** @type {import("../harness/figure.mjs").FigureSet} */ ({
  area: "recording",
  title: "cost of one logMetric to the caller",
  peers: ["wandb", "mlflow"],
  measure: async (bench) => {
    const { uri } = await bench.server();
    const options = { cwd: tmpdir() };
    const results = await interleaved(rounds, {
      // in a project of its own: what is queued goes away with it, and is not delivered during the next measurement
      ours: () =>
        bench.inProject(uri, async (project) => {
          await project.warmUp();
          return project.run("log-metrics.cjs", points);
        }),
      wandb: () => bench.runPeer("wandb", "wandb_log.py", [wandbPoints], options),
      mlflowAsync: () => bench.runPeer("mlflow", "mlflow_log.py", [mlflowAsyncPoints, uri, "async"], options),
      mlflow: () => bench.runPeer("mlflow", "mlflow_log.py", [mlflowPoints, uri, "sync"], options),
    });
    return figuresOf(results);
  },
});

function figuresOf({ ours, wandb, mlflowAsync, mlflow }) {
  const unit = "µs";
  const cost = median(ours.map((each) => each.median));
  const costOf = (results) => median(results.map((each) => each.median));
  const p99Of = (results) => median(results.map((each) => each.p99));
  const loop = `synchronous loop of ${points.toLocaleString("en-US")} calls, ${rounds} times`;
  return [
    figure({
      name: "log_metric_median",
      value: cost,
      unit,
      peer: { name: "wandb offline", value: costOf(wandb) },
      goal: { atMost: 5, ratioAtMost: 0.05 },
      note: `${loop}; median of chunks of 1,000 calls; wandb's \`run.log\` ${wandbPoints.toLocaleString("en-US")} times`,
    }),
    figure({
      name: "log_metric_p99",
      value: p99Of(ours),
      unit,
      peer: { name: "wandb offline", value: p99Of(wandb) },
      note: `${loop}; of single calls`,
    }),
    figure({
      name: "log_metric_beside_mlflow_async",
      value: cost,
      unit,
      peer: { name: "MLflow async", value: costOf(mlflowAsync) },
      note: `\`log_metric(..., synchronous=False)\` ${mlflowAsyncPoints} times`,
    }),
    figure({
      name: "log_metric_beside_mlflow",
      value: cost,
      unit,
      peer: { name: "MLflow", value: costOf(mlflow) },
      note: `\`log_metric(...)\` ${mlflowPoints} times`,
    }),
  ];
}
