import { sharedMlflow } from "../../support/shared-mlflow";
import { MlflowRest, Workspace } from "./workspace";

let trackingUri: string;
let workspace: Workspace;
beforeAll(async () => {
  trackingUri = await sharedMlflow();
  workspace = new Workspace({ MLFLOW_TRACKING_URI: trackingUri });
  workspace.write("conf/base/mlflow.yml", "tracking: {run: {name: tides}, experiment: {name: harbour}}\n");
});
afterAll(() => workspace.close());

interface Told {
  readonly run: { readonly url: string; readonly mlflowRunId: string };
  readonly before: unknown;
  readonly attempts: readonly object[];
  readonly text: string;
  readonly byHand: string;
}

it("tells the session's run, its attempts and where MLflow has them, and opens another attempt", async () => {
  const printed = await workspace.run(`(async () => {
    const { mlflow, session } = trackside;
    const told = { before: session.run };
    mlflow.logParam("depth", 3);
    session.newAttempt();
    mlflow.logParam("rate", 0.5);
    await mlflow.flush();
    mlflow.startRun({ runName: "by hand" });
    try { session.newAttempt(); } catch ({ code }) { told.byHand = code; }
    mlflow.endRun();
    const text = session[Symbol.for("Jupyter.display")]()["text/plain"];
    console.log(JSON.stringify({ ...told, run: session.run, attempts: session.attempts, text }));
  })()`);
  const told = JSON.parse(printed) as Told;
  expect(told).toMatchObject({ before: null, byHand: "tracking.run-active" });
  expect(told.attempts).toMatchObject([
    { name: "tides", experiment: "harbour", attempt: 1, status: "RUNNING" },
    { name: "tides #2", experiment: "harbour", attempt: 2, status: "RUNNING" },
  ]);
  expect(told.attempts[1]).toEqual(told.run);
  expect(told.run.url).toMatch(new RegExp(`^${trackingUri}/#/experiments/\\d+/runs/${told.run.mlflowRunId}$`));
  expect(told.text.split("\n")).toEqual([
    "experiment harbour",
    expect.stringMatching(/^ {2}tides {4}RUNNING http/),
    `▸ tides #2 RUNNING ${told.run.url}`,
  ]);
  await workspace.sync();
  const run = await new MlflowRest(trackingUri).run(told.run.mlflowRunId);
  expect(run).toMatchObject({ status: "FINISHED", params: { depth: "3", rate: "0.5" } });
});

it("lets what is changed right after it belong to the new attempt: inherited params stand when something is made with them", async () => {
  workspace.write("conf/base/mlflow.yml", "tracking: {run: {name: ebb}, params: {long_params_strategy: tag}}\n");
  const printed = await workspace.run(`(async () => {
    const { mlflow, session } = trackside;
    const note = (text) => text.repeat(7000);
    mlflow.logParams({ depth: 3, rate: 0.1, seed: 7, note: note("a") });
    mlflow.logMetric("loss", 3);
    session.newAttempt();
    mlflow.logParam("depth", 4);
    mlflow.logParam("rate", 0.2);
    mlflow.logMetric("loss", 2);
    mlflow.logParam("depth", 5);
    mlflow.logParam("note", note("b"));
    await mlflow.flush();
    console.log(JSON.stringify(session.attempts.map(({ mlflowRunId }) => mlflowRunId)));
  })()`);
  await workspace.sync();
  const runs = await Promise.all((JSON.parse(printed) as string[]).map((id) => new MlflowRest(trackingUri).run(id)));
  expect(runs).toMatchObject([
    { params: { depth: "3", rate: "0.1", seed: "7" }, metrics: { loss: 3 } },
    { params: { depth: "4", rate: "0.2", seed: "7" }, metrics: { loss: 2 } },
    { params: { depth: "5", rate: "0.2", seed: "7" } },
  ]);
  expect(
    runs.map(({ params, tags }) => [params, tags].map((texts) => (texts as Record<string, string>)["note"]?.at(0))),
  ).toEqual([
    ["a", "a"],
    ["a", undefined],
    ["b", "b"],
  ]);
});
