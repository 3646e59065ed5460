import { MlflowRest, Workspace } from "../integration/tracking/workspace";
import { FaultProxy, randomFaults } from "../support/fault-proxy";
import { MlflowServer } from "../support/mlflow-server";
import { countPoints, sumOf, syncAll, tell } from "./counted-run";
import { seed } from "./fault-options";

const runs = 8;
const points = 5_000;

let server: MlflowServer;
let proxy: FaultProxy;
let workspace: Workspace;
beforeAll(async () => {
  server = await MlflowServer.start();
  proxy = await FaultProxy.start(server.uri, randomFaults(0.3, seed));
  workspace = new Workspace({ MLFLOW_TRACKING_URI: proxy.uri, MLFLOW_HTTP_REQUEST_TIMEOUT: "2" });
});
afterAll(async () => {
  await workspace.close();
  await proxy.close();
  await server.close();
});

it("has each point once when three calls in ten of several runs go wrong", async () => {
  const scripts = Array.from({ length: runs }, (_, index) =>
    workspace.run(`
      trackside.mlflow.logParam("run", ${index});
      for (let step = 0; step < ${points}; step++) trackside.mlflow.logMetric("loss", step % 89 ? step : NaN, { step });
    `),
  );
  await Promise.all(scripts);
  const reports = await syncAll(workspace);
  const rest = new MlflowRest(server.uri);
  const counts = [];
  for (const { mlflowRunId, rejected } of reports) {
    expect(rejected).toEqual([]);
    counts.push(await countPoints(rest, mlflowRunId!, "loss", points));
  }
  const faults = [...proxy.counts.values()].reduce((sum, count) => sum + count, 0);
  tell(`${faults} of ${proxy.calls.length} calls spoilt, seed ${seed}, ${counts.length} runs`, sumOf(counts));
  expect(counts).toHaveLength(runs);
  expect(sumOf(counts)).toEqual({ sent: runs * points, lost: 0, doubled: 0 });
  expect(faults).toBeGreaterThan(0);
});
