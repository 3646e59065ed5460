import { join } from "node:path";
import { mlflowPlace, readDeliveryState } from "../../../kernel-helpers/src/delivery";
import { runDirectory } from "../../../kernel-helpers/src/journal";
import type { MetricHistory, RunList } from "../../../kernel-helpers/src/messages";
import { MlflowClient } from "../../../kernel-helpers/src/mlflow-client";
import { addKernelRun } from "../../../kernel-helpers/src/runtime";
import { sharedMlflow } from "../../support/shared-mlflow";
import { until, Workspace } from "../tracking/workspace";
import { askGateway } from "./ask-gateway";

const experiment = `compared ${process.pid}`;
let workspace: Workspace;
let socketPath: string;
let mlflow: MlflowClient;
let trackingUri: string;
/** MLflow's ids of runs that nobody recorded here, by their names. */
const foreign = new Map<string, string>();
/** The kernel's own, by their depths; of them MLflow has the first alone. */
const own: string[] = [];

beforeAll(async () => {
  trackingUri = await sharedMlflow();
  mlflow = new MlflowClient({ uri: trackingUri, credentials: {} });
  workspace = new Workspace({ MLFLOW_TRACKING_URI: trackingUri });
  process.env["TRACKSIDE_RUNTIME_DIR"] = workspace.runtimeDirectory;
  workspace.write("conf/base/mlflow.yml", `tracking:\n  experiment:\n    name: ${experiment}\n`);
  const experimentId = await mlflow.experiments.ensure(experiment);
  for (const [index, name] of ["steady", "<img src=x onerror=alert(1)>"].entries()) {
    const { info } = await mlflow.runs.create({
      experimentId,
      name,
      startTime: 1_000 + index,
      tags: { stage: "trial" },
    });
    foreign.set(name, info.run_id);
    const points = Array.from({ length: 50 }, (_, step) => ({ key: "loss", value: 1 / (step + 1 + index), step }));
    await mlflow.runs.logBatch(info.run_id, {
      metrics: [
        ...points.map((point) => ({ ...point, timestamp: 5 })),
        { key: "odd", value: "NaN", step: 0, timestamp: 5 },
      ],
      params: [
        { key: "depth", value: String(index + 2) },
        { key: "long", value: "x".repeat(3_000) },
      ],
      tags: [],
    });
  }
  await record(8);
  await workspace.sync();
  await workspace.command("stop");
  socketPath = join(workspace.runtimeDirectory, "gateway.sock");
  workspace.startCommand("gateway", "--socket", socketPath);
  await until("the gateway answers", () =>
    askGateway(socketPath, "/").then(
      () => true,
      () => false,
    ),
  );
});
afterAll(async () => {
  delete process.env["TRACKSIDE_RUNTIME_DIR"];
  await mlflow.close();
  await workspace.close();
});

async function record(depth: number, environment: Readonly<Record<string, string>> = {}): Promise<string> {
  const code = `const { mlflow } = trackside; mlflow.logParam("depth", ${depth}); mlflow.logMetric("loss", 0.01, { step: 0 });`;
  const runId = (await workspace.run(`${code} console.log(mlflow.activeRun().runId);`, environment)).trim();
  addKernelRun("kernel-r", { projectRoot: workspace.projectRoot, runId });
  own.push(runId);
  return runId;
}

async function ask(query: Record<string, string>, runId = own[0]!) {
  const path = `/runs?${new URLSearchParams({ kernel: "kernel-r", run: runId, ...query }).toString()}`;
  return askGateway(socketPath, path);
}

async function list(query: Record<string, string> = {}, runId = own[0]!): Promise<RunList> {
  const { status, body } = await ask(query, runId);
  expect([status, body]).toEqual([200, body]);
  return JSON.parse(body) as RunList;
}

it("tells of an experiment's runs, the kernel's own as it recorded them", async () => {
  const { runs, away, hasMore } = await list({ order: "attributes.start_time ASC" });
  expect([away, hasMore]).toEqual([null, false]);
  const mine = runs.at(-1);
  expect(runs.map(({ mlflowRunId }) => mlflowRunId)).toEqual([...foreign.values(), mine?.mlflowRunId]);
  expect(mine).toMatchObject({
    runId: own[0],
    historyId: own[0],
    attempt: 1,
    status: "FINISHED",
    params: { depth: "8" },
  });
  expect(runs[1]).toMatchObject({
    ...{ runId: null, attempt: null, name: "<img src=x onerror=alert(1)>", status: "RUNNING", startTime: 1_001 },
    ...{ params: { depth: "3" }, metrics: { loss: 1 / 51, odd: "NaN" }, tags: { stage: "trial" } },
  });
  expect(runs[1]?.params["long"]).toHaveLength(500);
});

it("knows the kernel's own by their tag, also before the shipper has said which of MLflow's they are", async () => {
  const experimentId = await mlflow.experiments.ensure(experiment);
  const { info } = await mlflow.runs.create({
    ...{ experimentId, name: "made just now", startTime: 2_000 },
    tags: { "trackside.run_id": own[0]! },
  });
  const { runs } = await list({ also: info.run_id });
  expect(runs.filter(({ runId }) => runId === own[0])).toHaveLength(1);
  expect(runs.map(({ name }) => name)).not.toContain("made just now");
});

it("leaves to MLflow's filter what is found, but for the run that was asked about and those that are named", async () => {
  const steady = foreign.get("steady")!;
  const other = foreign.get("<img src=x onerror=alert(1)>")!;
  const found = await list({ filter: 'params.depth = "2"' });
  expect(found.runs.map(({ runId, mlflowRunId }) => runId ?? mlflowRunId)).toEqual([own[0], steady]);
  const none = await list({ filter: "metrics.loss > 1000", also: other });
  expect(none.runs.map(({ runId, mlflowRunId }) => runId ?? mlflowRunId)).toEqual([own[0], other]);
  expect(await list({ filter: "metrics.loss > 1000", also: "f".repeat(32) })).toMatchObject({
    runs: [{ runId: own[0] }],
  });
  expect(await list({ max: "1", order: "metrics.loss DESC" })).toMatchObject({ hasMore: true });
});

it.each([
  ["metrics.loss <", /Invalid clause|Invalid filter/i],
  ["attributes.colour = 'red'", /colour/],
])("says in MLflow's words what is wrong with the filter %j, and gives an example", async (filter, words) => {
  const { status, body } = await ask({ filter });
  expect(status).toBe(400);
  expect(body).toMatch(words);
  expect(body).toContain('For example: metrics.loss < 0.1 and params.depth = "8"');
  expect(body).not.toMatch(/POST|\/api\//);
});

it("gives the course of a metric of a run that somebody else recorded", async () => {
  const { runs } = await list();
  const { historyId } = runs.find(({ name }) => name === "steady")!;
  const path = `/history?${new URLSearchParams({ kernel: "kernel-r", run: historyId, key: "loss", points: "10" }).toString()}`;
  const { series } = JSON.parse((await askGateway(socketPath, path)).body) as MetricHistory;
  expect(series[0]).toMatchObject({ key: "loss", after: 0 });
  expect(series[0]?.steps.length).toBeLessThanOrEqual(20);
  expect([series[0]?.steps[0], series[0]?.steps.at(-1)]).toEqual([0, 49]);
  expect(series[0]?.values[0]).toBe(1);
});

it("has the newest attempt also before MLflow does, and while MLflow is away, which it says", async () => {
  const runId = await record(16, { MLFLOW_TRACKING_URI: "http://127.0.0.1:9" });
  expect(mlflowPlace(readDeliveryState(runDirectory(workspace.projectRoot, runId))).mlflowRunId).toBeUndefined();
  const started = Date.now();
  const { runs, away } = await list({ filter: 'params.depth = "2"' }, runId);
  expect(Date.now() - started).toBeLessThan(6_500);
  expect(away).toMatch(/MLflow at http:\/\/127.0.0.1:9 does not answer: .+/);
  expect(runs).toMatchObject([{ runId, mlflowRunId: null, params: { depth: "16" }, metrics: { loss: 0.01 } }]);
});

it.each([
  [{ max: "0" }, 400, /max must be a whole number from 1 to 200/],
  [{ also: "../../x" }, 400, /also must be given at most 20 times, each time as an id/],
  [{ run: "f".repeat(32) }, 404, /no such run/],
])("refuses %j", async (query, status, message) => {
  expect(await ask(query)).toEqual({ status, body: expect.stringMatching(message) });
});
