import path from "node:path";

import { venvPython } from "../../../scripts/lib/paths.mjs";
import { figure } from "../harness/figure.mjs";
import { outputOf, reportIn, startProgram } from "../harness/program.mjs";
import { programs } from "../harness/project.mjs";
import { interleaved, median } from "../harness/statistics.mjs";

const rounds = 3;
const points = 100_000;
const mlflowAsyncPoints = 1_000;
const patienceSeconds = 180;

/** How fast metrics come from the loop that logs them into MLflow's database, and whether all of them do, once. */
export const metricsPerSecond = /** @type {import("../harness/figure.mjs").FigureSet} */ ({
  area: "recording",
  title: "metrics per second from the caller to MLflow",
  peers: ["mlflow"],
  measure: async (bench) => {
    const server = await bench.server();
    const results = await bench.inProject(server.uri, async (project) => {
      await project.warmUp();
      return interleaved(rounds, {
        ours: async () => {
          const perSecond = await rate(server, () => project.run("log-metrics.cjs", points));
          const newest = (await project.sync()).at(-1);
          return { perSecond, ...(await countPoints(bench, server, newest?.mlflowRunId)) };
        },
        byHand: async () => ({
          perSecond: await rate(server, () => project.run("log-batches.cjs", points, server.uri)),
        }),
        mlflowAsync: () =>
          bench.runPeer("mlflow", "mlflow_log.py", [mlflowAsyncPoints, server.uri, "async"], { cwd: project.root }),
      });
    });
    return figuresOf(results);
  },
});

/**
 * Points per second from the first call of a program to the moment at which the database has all.
 * @param {import("../harness/mlflow-server.mjs").MlflowServer} server
 * @param {() => Promise<{startedAt: number}>} log
 */
async function rate(server, log) {
  const watcher = startProgram(
    venvPython,
    [path.join(programs, "await_points.py"), server.database, String(points), String(patienceSeconds)],
    { cwd: programs },
  );
  const watched = outputOf(watcher, "await_points.py");
  const ready = new Promise((resolve) => watcher.stdout.once("data", resolve));
  await Promise.race([ready, watched]);
  const [{ startedAt }, { stdout }] = await Promise.all([log(), watched]);
  const { at } = reportIn(stdout);
  return points / ((at - startedAt) / 1000);
}

/** @returns {Promise<{lost: number, doubled: number}>} */
function countPoints(bench, server, mlflowRunId) {
  return bench.runPython("count_points.py", [server.database, mlflowRunId, "loss", points], { cwd: programs });
}

function figuresOf({ ours, byHand, mlflowAsync }) {
  const unit = "points/s";
  const rateOf = (results) => median(results.map(({ perSecond }) => perSecond));
  const wrong = ours.reduce((sum, { lost, doubled }) => sum + lost + doubled, 0);
  const all = points.toLocaleString("en-US");
  return [
    figure({
      name: "metrics_per_second",
      value: rateOf(ours),
      unit,
      peer: { name: "log-batch by hand", value: rateOf(byHand) },
      goal: { ratioAtLeast: 0.95 },
      note: `${all} points from the first call until MLflow's database has them, ${rounds} times; by hand: sequential calls with 1,000 points each`,
    }),
    figure({
      name: "metrics_per_second_beside_mlflow_async",
      value: rateOf(ours),
      unit,
      peer: { name: "MLflow async", value: rateOf(mlflowAsync) },
      note: `MLflow's client with ${mlflowAsyncPoints.toLocaleString("en-US")} points`,
    }),
    figure({
      name: "points_lost_or_doubled",
      value: wrong,
      unit: "points",
      goal: { atMost: 0 },
      note: `of ${rounds} x ${all}, counted in MLflow's database`,
    }),
  ];
}
