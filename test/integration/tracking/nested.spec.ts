import { sharedMlflow } from "../../support/shared-mlflow";
import { MlflowRest, Workspace } from "./workspace";

let trackingUri: string;
let mlflow: MlflowRest;
let workspace: Workspace;
beforeAll(async () => {
  trackingUri = await sharedMlflow();
  mlflow = new MlflowRest(trackingUri);
});
beforeEach(() => {
  workspace = new Workspace({ MLFLOW_TRACKING_URI: trackingUri });
});
afterEach(() => workspace.close());

/** Two nodes in a namespace and one in none, each of which logs a metric by hand; the last may fail. */
const script = (name: string, failing: boolean) => `(async () => {
  const { mlflow, node, pipeline, run } = trackside;
  const logs = (name, value) => (...inputs) => { mlflow.logMetric(name + "_" + "${name}", value); return value; };
  const north = pipeline([
    node(logs("first", 1), null, "a", { name: "first_${name}", tags: ["raw"] }),
    node(logs("second", 2), ["a", "params:depth"], "b", { name: "second_${name}" }),
  ], { namespace: "north_${name}", outputs: "b", parameters: "depth" });
  const last = node((b) => { if (${failing}) throw new Error("low tide"); return b; }, "b", "c", { name: "last_${name}" });
  await run(pipeline([north, last])).catch(() => undefined);
})()`;

async function runsOf(names: readonly string[]) {
  const ids = await Promise.all(names.map(async (name) => (await mlflow.runIds(name))[0] ?? ""));
  const runs = await Promise.all(ids.map((id) => mlflow.run(id)));
  const parents = runs.map((run) => names[ids.indexOf(String(run.tags["mlflow.parentRunId"]))]);
  return { ids, runs, parents };
}

it("makes each pipeline, namespace and node a run of its own, as deep as tracking.nested says", async () => {
  workspace.write("conf/base/mlflow.yml", "tracking: {nested: node, run: {name: session_n}}\n");
  workspace.write("conf/base/parameters.yml", "depth: 3\n");
  await workspace.run(script("n", true));
  await workspace.sync();
  const names = ["session_n", "pipeline", "north_n", "north_n.first_n", "north_n.second_n", "last_n"];
  const { ids, runs, parents } = await runsOf(names);
  expect(parents).toEqual([undefined, "session_n", "pipeline", "north_n", "north_n", "pipeline"]);
  expect(runs.map(({ status }) => status)).toEqual([
    "FINISHED",
    "FAILED",
    "FINISHED",
    "FINISHED",
    "FINISHED",
    "FAILED",
  ]);
  expect(runs[3]).toMatchObject({
    metrics: { first_n: 1 },
    tags: { "trackside.node": "north_n.first_n", "trackside.namespace": "north_n", "trackside.node_tags": "raw" },
  });
  expect(runs[4]).toMatchObject({ metrics: { second_n: 2 }, params: { depth: "3" } });
  expect(Object.keys(runs[0]?.metrics ?? {})).toEqual([]);
  const [traceback] = await mlflow.artifactPaths(ids[5] ?? "", "tracebacks");
  expect(await mlflow.artifact(ids[5] ?? "", traceback ?? "")).toMatch(/^Error: low tide\n +at .*\n/);
});

it("stops at the level that is asked for, and makes no runs without", async () => {
  workspace.write("conf/base/mlflow.yml", "tracking: {nested: namespace, run: {name: session_s}}\n");
  workspace.write("conf/base/parameters.yml", "depth: 3\n");
  await workspace.run(script("s", false));
  workspace.write("conf/base/mlflow.yml", "tracking: {run: {name: session_o}}\n");
  await workspace.run(script("o", false));
  await workspace.sync();
  const { runs } = await runsOf(["north_s", "session_o"]);
  expect(runs[0]?.metrics).toMatchObject({ first_s: 1, second_s: 2 });
  expect(runs[1]?.metrics).toMatchObject({ first_o: 1, second_o: 2 });
  expect(runs[1]?.tags).toMatchObject({ "trackside.environment": "local" });
  expect(await mlflow.runIds("north_s.first_s")).toEqual([]);
  expect(await mlflow.runIds("north_o")).toEqual([]);
});
