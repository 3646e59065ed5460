import { FaultProxy, faultAtFirst, randomFaults, type FaultPlan } from "../../support/fault-proxy";
import { MlflowServer } from "../../support/mlflow-server";
import { MlflowRest, Workspace } from "../tracking/workspace";

let workspace: Workspace;
let server: MlflowServer;
let proxy: FaultProxy | undefined;
beforeAll(async () => {
  // A stalled call is given up after this many seconds.
  workspace = new Workspace({ MLFLOW_HTTP_REQUEST_TIMEOUT: "2" });
  server = await MlflowServer.start();
});
afterEach(async () => {
  await proxy?.close();
});
afterAll(async () => {
  await workspace.close();
  await server.close();
});

/** Runs a script whose run of this name goes through the faults, and gives what became of it. */
async function recordThrough(plan: FaultPlan, name: string, code: string) {
  proxy = await FaultProxy.start(server.uri, plan);
  workspace.write("conf/base/mlflow.yml", `tracking:\n  run:\n    name: ${name}\n`);
  await workspace.run(`const { mlflow } = trackside; ${code}`, { MLFLOW_TRACKING_URI: proxy.uri });
  const reports = await workspace.sync();
  console.log(`${name}: ${proxy.calls.length} calls, faults ${JSON.stringify(Object.fromEntries(proxy.counts))}`);
  return reports;
}

const pointsIn = (count: number) => Array.from({ length: count }, (_, step) => step);

it("loses nothing and doubles nothing when three calls in ten go wrong", async () => {
  const reports = await recordThrough(
    randomFaults(0.3, 11),
    "many-faults",
    `
    mlflow.logParams(Object.fromEntries(Array.from({ length: 250 }, (_, index) => ["param" + index, index])));
    for (let step = 0; step < 20000; step++) mlflow.logMetric("loss", step % 97 === 0 ? NaN : step, { step });
    for (let index = 0; index < 10; index++) mlflow.logText("text " + index, "texts/" + index + ".txt");
    mlflow.startRun({ runName: "child" });
    mlflow.logMetric("inner", 1);
    mlflow.endRun();
    `,
  );
  expect([...proxy!.counts.values()].reduce((sum, count) => sum + count, 0)).toBeGreaterThan(10);

  const rest = new MlflowRest(server.uri);
  const [session, child] = [
    reports.find(({ name }) => name !== "child")!,
    reports.find(({ name }) => name === "child")!,
  ];
  expect([session.rejected, child.rejected]).toEqual([[], []]);
  const run = await rest.run(session.mlflowRunId!);
  expect(run.status).toBe("FINISHED");
  expect(Object.keys(run.params)).toHaveLength(250);
  const history = await rest.history(session.mlflowRunId!, "loss");
  expect(history.map(({ step }) => step)).toEqual(pointsIn(20_000));
  expect(history[97]?.value).toBe("NaN");
  for (let index = 0; index < 10; index++) {
    expect(await rest.artifact(session.mlflowRunId!, `texts/${index}.txt`)).toBe(`text ${index}`);
  }
  // A creation whose answer was lost, or that was sent twice on the way, must not leave a run behind.
  expect(await rest.runIds("many-faults")).toEqual([session.mlflowRunId]);
});

it("finds a run again whose creation was not answered", async () => {
  const [report] = (
    await recordThrough(faultAtFirst("runs/create", "reset-after"), "lost-answer", "mlflow.logParam('a', 1);")
  ).slice(-1);
  expect(await new MlflowRest(server.uri).runIds("lost-answer")).toEqual([report!.mlflowRunId]);
  expect(proxy!.calls.filter((path) => path.endsWith("runs/create"))).toHaveLength(1);
});

it("sends no batch again that MLflow has, though its answer was lost", async () => {
  const reports = await recordThrough(
    faultAtFirst("runs/log-batch", "truncate"),
    "unclear-batch",
    `for (let step = 0; step < 500; step++) mlflow.logMetric("loss", NaN, { step });`,
  );
  const rest = new MlflowRest(server.uri);
  expect(proxy!.calls.filter((path) => path.endsWith("runs/log-batch"))).toHaveLength(1);
  const history = await rest.history(reports.at(-1)!.mlflowRunId!, "loss");
  expect(history.map(({ step }) => step)).toEqual(pointsIn(500));
});
