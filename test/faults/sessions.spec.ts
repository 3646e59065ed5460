import { once } from "node:events";
import { MlflowRest, Workspace } from "../integration/tracking/workspace";
import { MlflowServer } from "../support/mlflow-server";
import { countPoints, sumOf, syncAll, tell } from "./counted-run";
import { sessionCount } from "./fault-options";

const points = 500;

let server: MlflowServer;
let workspace: Workspace;
beforeAll(async () => {
  server = await MlflowServer.start();
  workspace = new Workspace({ MLFLOW_TRACKING_URI: server.uri });
});
afterAll(async () => {
  await workspace.close();
  await server.close();
});

it("brings all of many sessions at once to one server", async () => {
  const sessions = Array.from({ length: sessionCount }, (_, index) =>
    workspace.start(`
      const { mlflow } = trackside;
      mlflow.logParam("session", ${index});
      mlflow.logText("session ${index}", "session.txt");
      let step = 0;
      const timer = setInterval(() => {
        for (let count = 0; count < 50; count++) mlflow.logMetric("loss", step, { step: step++ });
        if (step >= ${points}) clearInterval(timer);
      }, 300);
    `),
  );
  const codes = await Promise.all(sessions.map(async (session) => (await once(session, "close"))[0] as unknown));
  expect(codes).toEqual(sessions.map(() => 0));

  const reports = await syncAll(workspace);
  const rest = new MlflowRest(server.uri);
  const counts = [];
  const params = new Set<unknown>();
  for (const { mlflowRunId, rejected } of reports) {
    expect(rejected).toEqual([]);
    const run = await rest.run(mlflowRunId!);
    expect(run.status).toBe("FINISHED");
    params.add(run.params["session"]);
    expect(await rest.artifact(mlflowRunId!, "session.txt")).toBe(`session ${String(run.params["session"])}`);
    counts.push(await countPoints(rest, mlflowRunId!, "loss", points));
  }
  tell(`${reports.length} sessions at once`, sumOf(counts));
  expect(params.size).toBe(sessionCount);
  expect(sumOf(counts)).toEqual({ sent: sessionCount * points, lost: 0, doubled: 0 });
});
