import { mkdirSync } from "node:fs";
import { resolve } from "node:path";
import { JournalWriter, runDirectory, type MetricRecord, type RunRecord } from "../../../kernel-helpers/src/journal";
import { sharedMlflow } from "../../support/shared-mlflow";
import { MlflowRest, until, Workspace } from "../tracking/workspace";

const points = 3_000;
const all = Array.from({ length: points }, (_, step) => step);

let trackingUri: string;
let workspace: Workspace;
beforeAll(async () => {
  trackingUri = await sharedMlflow();
});
beforeEach(() => {
  workspace = new Workspace({ MLFLOW_TRACKING_URI: trackingUri });
});
afterEach(() => workspace.close());

async function stepsOf(mlflowRunId: string, key: string): Promise<number[]> {
  return (await new MlflowRest(trackingUri).history(mlflowRunId, key)).map(({ step }) => step);
}

const pointOf = (key: string, step: number): MetricRecord => {
  return { type: "metric", key, value: step, step, time: 1_795_512_000_000 + step };
};

it("delivers all once while the clocks of writer and shipper jump to and fro by hours", async () => {
  const clock = resolve(__dirname, "../../support/jumping-clock.cjs");
  await workspace.run(
    `
    let step = 0;
    const timer = setInterval(() => {
      for (let count = 0; count < 100; count++) trackside.mlflow.logMetric("loss", step, { step: step++ });
      if (step >= ${points}) clearInterval(timer);
    }, 100);
    `,
    { NODE_OPTIONS: `--require ${clock}` },
  );
  const [report] = await workspace.sync();
  expect(report).toMatchObject({ status: "FINISHED", queued: 0, rejected: [] });
  expect(await stepsOf(report!.mlflowRunId!, "loss")).toEqual(all);
});

it("delivers the journals of two machines for one run, each point once", async () => {
  const script = workspace.start(`
    let step = 0;
    setInterval(() => {
      for (let count = 0; count < 100 && step < ${points}; count++) {
        trackside.mlflow.logMetric("here", step, { step: step++ });
      }
    }, 50);
  `);
  const directory = await until("the run is there", () => {
    return workspace.shipperPid() === null ? undefined : workspace.runFolders()[0];
  });
  const elsewhere = new JournalWriter(directory, "elsewhere");
  all.forEach((step) => elsewhere.append(pointOf("there", step)));
  elsewhere.close();
  await until("this machine's points are delivered", async () => {
    const [report] = await workspace.reports();
    return report?.queued === 0 && (await stepsOf(report.mlflowRunId!, "here")).length === points;
  });
  script.kill("SIGKILL");
  const [report] = await workspace.sync();
  expect(report?.status).toBe("KILLED");
  expect(await stepsOf(report!.mlflowRunId!, "here")).toEqual(all);
  expect(await stepsOf(report!.mlflowRunId!, "there")).toEqual(all);
});

it("does not take another machine's writer for dead because its process id is nobody's here", async () => {
  const runId = "0123456789abcdef0123456789abcdef";
  const opening: RunRecord = {
    type: "run",
    version: 1,
    runId,
    name: "elsewhere",
    experiment: "harbour",
    trackingUri,
    parentRunId: null,
    attempt: 1,
    kernelId: null,
    time: Date.now(),
    tags: {},
    writer: { id: "elsewhere", host: "another-machine", pid: 4_000_000, started: "1" },
  };
  const directory = runDirectory(workspace.projectRoot, runId);
  mkdirSync(directory, { recursive: true });
  const journal = new JournalWriter(directory, "elsewhere", { opening });
  journal.append(pointOf("loss", 0));
  // Starts a shipper, which takes all runs of the project.
  await workspace.run(`trackside.mlflow.logMetric("loss", 1);`);
  const report = async () => (await workspace.reports()).find(({ name }) => name === "elsewhere");
  await until("its first point is delivered", async () => (await report())?.queued === 0);
  expect((await report())?.status).toBe("RUNNING");
  journal.appendAll([pointOf("loss", 1), { type: "end", status: "FINISHED", time: Date.now() }]);
  journal.close();
  const delivered = (await workspace.sync()).find(({ name }) => name === "elsewhere");
  expect(delivered?.status).toBe("FINISHED");
  expect(await stepsOf(delivered!.mlflowRunId!, "loss")).toEqual([0, 1]);
});
