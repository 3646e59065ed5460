import { MlflowRest, Workspace } from "../tracking/workspace";

let workspace: Workspace;
beforeAll(() => {
  workspace = new Workspace();
});
afterAll(() => workspace.close());

it("lets the code go on when the disk takes no more, says so, and counts what is lost", async () => {
  // A shipper that runs already does not come under the limit.
  await workspace.run(`trackside.mlflow.logParam("a", 1);`);
  await workspace.sync();
  // The system's limit on the size of a file stands for the full disk: writing fails at it in the same way.
  const output = await workspace.execute(
    "bash",
    [
      "-c",
      `ulimit -f 100; exec "${process.execPath}" -e '
      const { mlflow } = require(process.env.TRACKSIDE_API);
      mlflow.logText("x".repeat(500000), "large.txt");
      for (let step = 0; step < 3000; step++) mlflow.logMetric("loss", step, { step });
      console.log("went on to its end");
    '`,
    ],
    { TRACKSIDE_API: workspace.api },
  );
  expect(output).toContain("went on to its end");
  expect(output).toContain("what is logged cannot be written down");
  const report = (await workspace.sync()).at(-1);
  const rest = new MlflowRest(report!.trackingUri);
  const { tags, status } = await rest.run(report!.mlflowRunId!);
  const points = await rest.history(report!.mlflowRunId!, "loss");
  expect(points.map(({ step }) => step)).toEqual(points.map((_, index) => index));
  expect(points.length).toBeGreaterThan(500);
  expect(tags["trackside.gap"]).toMatch(/^1 records? lost: artifact large\.txt: EFBIG/);
  // Its end could not be written either: once the process is gone, it counts as killed.
  expect(status).toBe("KILLED");
});
