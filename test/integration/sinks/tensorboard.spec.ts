import { once } from "node:events";
import { join } from "node:path";
import { journalMetrics, until, Workspace } from "../tracking/workspace";
import { readEvents, readOnlyRun } from "./tensorboard-events";

/** Nobody listens there: what goes to MLflow is not what is asked here. */
const withoutMlflow = { MLFLOW_TRACKING_URI: "http://127.0.0.1:9" };

let workspace: Workspace;
beforeEach(() => {
  workspace = new Workspace(withoutMlflow);
  workspace.write(
    "conf/base/mlflow.yml",
    "tracking:\n  run:\n    name: evening\n  sinks:\n    board:\n      type: tensorboard\n",
  );
});
afterEach(() => workspace.close());

const folder = () => join(workspace.projectRoot, "tensorboard");

async function isWhole(): Promise<boolean> {
  const [report] = await workspace.reports();
  return report?.sinks[0]?.queued === 0 && report.status !== "RUNNING";
}

it("writes what TensorBoard reads: scalars, texts, images and hyperparameters", async () => {
  await workspace.run(`
    const { mlflow } = trackside;
    const { PNG } = require(${JSON.stringify(require.resolve("pngjs"))});
    mlflow.logParams({ lr: 0.125, warmup: 0, optimizer: "adam", nesterov: true });
    for (const [step, value] of [0, NaN, Infinity, -Infinity, 1e-7].entries()) {
      mlflow.logMetric("train/loss", value, { step, timestamp: 1795512000000 + step * 250 });
    }
    mlflow.logMetric("train/loss", 0.25, { step: -3, timestamp: 1795512002000 });
    mlflow.setTag("stage", "exploration");
    mlflow.logText("# Tides", "reports/tides.md");
    mlflow.logText("a,b\\n1,2", "tables/tides.csv");
    const picture = new PNG({ width: 3, height: 2 });
    require("fs").writeFileSync("chart.png", PNG.sync.write(picture));
    mlflow.logArtifact("chart.png");
  `);
  await until("all is written", isWhole);
  const [[name, run]] = Object.entries(await readEvents(folder())) as [
    [string, Awaited<ReturnType<typeof readOnlyRun>>],
  ];
  expect(name).toMatch(/^evening-[0-9a-f]{8}$/);
  expect(run.scalars).toEqual({
    "train/loss": [
      [0, 1795512000, "0.0"],
      [1, 1795512000.25, "nan"],
      [2, 1795512000.5, "inf"],
      [3, 1795512000.75, "-inf"],
      [4, 1795512001, String(Math.fround(1e-7)).replace("e-8", "e-08").replace("e-7", "e-07")],
      [-3, 1795512002, "0.25"],
    ],
  });
  expect(run.texts).toMatchObject({
    "params/lr": ["0.125"],
    "params/optimizer": ["adam"],
    "tags/stage": ["exploration"],
    "artifacts/reports/tides.md": ["# Tides"],
    "artifacts/tables/tides.csv": ["    a,b\n    1,2"],
    "trackside/status": ["FINISHED"],
  });
  expect(run.images).toEqual({ "artifacts/chart.png": [[3, 2, expect.any(Number)]] });
  expect(run.hparams).toMatchObject({ params: { lr: 0.125, warmup: 0, optimizer: "adam", nesterov: true }, status: 1 });
});

it("has each point once when the shipper is killed again and again", async () => {
  // It ends when the kills are done, however long they take: little is logged then, but enough to keep a shipper at work.
  const script = workspace.start(`
    let step = 0;
    const timer = setInterval(() => {
      const points = step < 60_000 ? 500 : 1;
      for (let count = 0; count < points; count++) trackside.mlflow.logMetric("loss", step, { step: step++ });
      if (step >= 60_000 && require("node:fs").existsSync("enough")) clearInterval(timer);
    }, 100);
    trackside.mlflow.logParam("lr", 0.5);
  `);
  for (let kills = 0; kills < 4; kills++) {
    const pid = await until("a shipper runs", () => workspace.shipperPid());
    const before = (await workspace.reports())[0]?.sinks[0]?.queued;
    await until("it works", async () => (await workspace.reports())[0]?.sinks[0]?.queued !== before);
    process.kill(pid, "SIGKILL");
    await until("it is gone", () => workspace.shipperPid() !== pid);
  }
  workspace.write("enough", "");
  await once(script, "exit");
  // Starts a shipper where the last one was killed after the script had ended; MLflow, which it waits for, stays away.
  workspace.startCommand("sync");
  await until("all is written", isWhole);
  const run = await readOnlyRun(folder());
  const logged = journalMetrics(workspace.runFolders()[0]!, "loss");
  expect(logged).toBeGreaterThanOrEqual(60_000);
  expect(run.scalars["loss"]?.map(([step]) => step)).toEqual(Array.from({ length: logged }, (_, step) => step));
  expect(run.hparams).toMatchObject({ params: { lr: 0.5 }, status: 1 });
});
