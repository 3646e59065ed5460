import { sharedMlflow } from "../../support/shared-mlflow";
import { MlflowRest, Workspace } from "./workspace";

let trackingUri: string;
let workspace: Workspace;
beforeAll(async () => {
  trackingUri = await sharedMlflow();
});
afterEach(() => workspace.close());

it("resolves when MLflow has all that was logged before it, with the run still open", async () => {
  workspace = new Workspace({ MLFLOW_TRACKING_URI: trackingUri });
  const printed = await workspace.run(`(async () => {
    const { mlflow } = trackside;
    mlflow.startRun({ runName: "flushed" });
    for (let step = 0; step < 1500; step++) mlflow.logMetric("loss", step, { step });
    await mlflow.flush();
    const api = ${JSON.stringify(trackingUri)} + "/api/2.0/mlflow/";
    const { experiments } = await (await fetch(api + "experiments/search?max_results=1000")).json();
    const answer = await fetch(api + "runs/search", {
      method: "POST",
      headers: { "content-type": "application/json" },
      body: JSON.stringify({
        experiment_ids: experiments.map(({ experiment_id: id }) => id),
        filter: "run_name = 'flushed'",
      }),
    });
    const { runs } = await answer.json();
    console.log(JSON.stringify(runs.map(({ info, data }) => [info.status, data.metrics[0].step])));
  })()`);
  expect(JSON.parse(printed)).toEqual([["RUNNING", 1499]]);
  const mlflow = new MlflowRest(trackingUri);
  const [id] = await mlflow.runIds("flushed");
  expect(await mlflow.history(id!, "loss")).toHaveLength(1500);
});

it("rejects with what waits and why when its time is up, and loses nothing", async () => {
  workspace = new Workspace({ MLFLOW_TRACKING_URI: "http://127.0.0.1:9" });
  const printed = await workspace.run(`(async () => {
    trackside.mlflow.logMetric("loss", 1);
    await trackside.mlflow.flush({ timeoutSeconds: 2 }).catch(({ code, message }) => console.log(code, message));
  })()`);
  expect(printed).toMatch(/^tracking\.not-delivered .*127\.0\.0\.1:9/);
  expect((await workspace.reports())[0]).toMatchObject({ status: "FINISHED", queued: expect.any(Number) as number });
});
