import { execFileSync } from "node:child_process";
import { join } from "node:path";
import { python } from "../kernel/test-kernel";
import { journalMetrics, MlflowRest, until, Workspace } from "./workspace";

let workspace: Workspace;

beforeAll(async () => {
  workspace = new Workspace();
  await workspace.command("kernel", "install", "--prefix", workspace.jupyterPrefix);
});
afterAll(() => workspace.close());

type Step = readonly ["execute" | "execute-tagged" | "start" | "ask" | "restart" | "kill" | "shutdown", string?];

/** Takes a kernel through steps by Jupyter's client, and gives what its newest run is in MLflow then. */
async function session(steps: readonly Step[], environment: Record<string, string> = {}) {
  const driver = join(__dirname, "session_driver.py");
  await workspace.execute(python, [driver, JSON.stringify(steps)], {
    JUPYTER_PATH: join(workspace.jupyterPrefix, "share", "jupyter"),
    ...environment,
  });
  await until("the run has ended", async () => (await workspace.reports()).every(({ status }) => status !== "RUNNING"));
  const reports = await workspace.sync();
  const runs = await Promise.all(
    reports.map(async (report) => ({ report, ...(await new MlflowRest(report.trackingUri).run(report.mlflowRunId!)) })),
  );
  return runs;
}

it("opens a run with the first cell, named after the notebook, and ends it as FINISHED on shutdown", async () => {
  const notebook = join(workspace.projectRoot, "explore.ipynb");
  workspace.write(
    "explore.ipynb",
    JSON.stringify({
      cells: [{ source: ["const epochs = 3;\n", "const names = ['a'];"], metadata: { tags: ["parameters"] } }],
    }),
  );
  const runs = await session(
    [
      ["execute", "const epochs = 3;\nconst names = ['a'];"],
      ["execute", `import { mlflow } from "trackside"; mlflow.logMetric("loss", 0.5, { step: 1 });`],
      ["shutdown"],
    ],
    { TRACKSIDE_NOTEBOOK: notebook },
  );
  const { trackingUri, mlflowRunId } = runs.at(-1)!.report;
  const artifact = (name: string) => new MlflowRest(trackingUri).artifact(mlflowRunId!, `trackside/${name}`);
  expect(JSON.parse(await artifact("cells.json"))).toMatchObject({
    cells: [
      { executionCount: 1, source: "const epochs = 3;\nconst names = ['a'];", status: "ok" },
      { executionCount: 2, source: expect.stringContaining("logMetric"), status: "ok" },
    ],
  });
  expect(await artifact("cells.md")).toContain("```ts\nconst epochs = 3;");
  expect(await artifact("notebook.ipynb")).toContain("const epochs = 3;");
  expect(runs.at(-1)).toMatchObject({
    status: "FINISHED",
    name: expect.stringMatching(/^explore \d{4}-/),
    params: { epochs: "3", names: '["a"]' },
    metrics: { loss: 0.5 },
    tags: {
      "mlflow.source.type": "NOTEBOOK",
      "mlflow.source.name": "explore.ipynb",
      "trackside.tslab_version": "1.0.22",
      "trackside.node_version": process.version,
    },
  });
});

it("logs the constants of a cell that the front end says is tagged", async () => {
  const runs = await session([["execute-tagged", "const depth = 8;"], ["shutdown"]]);
  expect(runs.at(-1)!.params).toEqual({ depth: "8" });
});

it("leaves no run of a kernel in which nothing was executed", async () => {
  const before = (await workspace.reports()).length;
  await session([["shutdown"]]);
  expect(await workspace.reports()).toHaveLength(before);
});

it("ends the run as FAILED when the last cell failed", async () => {
  const runs = await session([["execute", "1 + 1"], ["execute", `throw new RangeError("on purpose")`], ["shutdown"]]);
  expect(runs.at(-1)!.status).toBe("FAILED");
});

it("opens a run for each life of the kernel", async () => {
  const before = (await workspace.reports()).length;
  const runs = await session([["execute", "1"], ["restart"], ["execute", "2"], ["shutdown"]]);
  expect(runs.slice(before).map(({ status }) => status)).toEqual(["FINISHED", "FINISHED"]);
});

const trainingLoop = `import { mlflow } from "trackside";
for (let step = 0; ; step++) { mlflow.logMetric("train/loss", 1 / (step + 1), { step }); if (step === 2000) console.log("going"); }`;

it.each<Step>([["shutdown"], ["kill"]])(
  "ends the run as KILLED with every logged point at %p in a training loop",
  async (end) => {
    const runs = await session([["start", trainingLoop], [end] as Step]);
    const { report, status } = runs.at(-1)!;
    const folder = workspace.runFolders().find((each) => each.endsWith(report.runId))!;
    const history = await new MlflowRest(report.trackingUri).history(report.mlflowRunId!, "train/loss");
    expect(status).toBe("KILLED");
    expect(history.length).toBeGreaterThan(2000);
    expect(history).toHaveLength(journalMetrics(folder, "train/loss"));
  },
);

it.each([
  ["there is no mlflow", "/nowhere/mlflow", "TRACKSIDE_MLFLOW is /nowhere/mlflow, which cannot be executed"],
  ["mlflow does not start", "/bin/false", "did not start: its process ended"],
])("keeps the session going and says why it waits when %s", async (_, command, reason) => {
  const other = new Workspace({ TRACKSIDE_MLFLOW: command });
  try {
    await other.run(`trackside.mlflow.logMetric("loss", 1);`);
    await until("the reason is told", async () => (await other.command("status")).includes(reason));
    expect(await other.reports()).toEqual([
      expect.objectContaining({ status: "FINISHED", queued: expect.any(Number) }),
    ]);
  } finally {
    await other.close();
  }
});

it("says of an attempt as of the session's run by whom and with what it was made, and of which commit", async () => {
  const known = new Set((await workspace.reports()).map(({ runId }) => runId));
  const git = (...args: readonly string[]) =>
    execFileSync("git", [
      "-C",
      workspace.projectRoot,
      "-c",
      "user.name=ada",
      "-c",
      "user.email=ada@example.com",
      ...args,
    ]);
  git("init", "-q");
  git("commit", "-q", "--allow-empty", "-m", "first");
  const logs = (depth: number) => `import { mlflow } from "trackside"; mlflow.logParam("depth", ${depth});`;
  const runs = await session([["execute", logs(1)], ["execute", logs(2)], ["shutdown"]]);
  const own = runs.filter(({ report }) => !known.has(report.runId)).map(({ tags }) => tags);
  const made = ["mlflow.user", "mlflow.source.type", "trackside.node_version", "mlflow.source.git.commit"];
  const [first, second] = own.map((tags) => made.map((key) => tags[key]));
  expect(own).toHaveLength(2);
  expect(second).toEqual(first);
  expect(first?.slice(2)).toEqual([process.version, git("rev-parse", "HEAD").toString().trim()]);
});

it("opens another attempt and ends the run where a front end asks for it, and records what comes later into another", async () => {
  const known = new Set((await workspace.reports()).map(({ runId }) => runId));
  const logs = (depth: number) => `import { mlflow } from "trackside"; mlflow.logParam("depth", ${depth});`;
  const runs = await session([
    ["execute", logs(1)],
    ["ask", "attempt"],
    ["execute", `mlflow.setTag("second", "yes")`],
    ["ask", "end"],
    ["execute", `mlflow.setTag("third", "yes")`],
    ["shutdown"],
  ]);
  const own = runs.filter(({ report }) => !known.has(report.runId));
  expect(own.map(({ status, params, tags }) => [status, params["depth"], tags["second"], tags["third"]])).toEqual([
    ["FINISHED", "1", undefined, undefined],
    ["FINISHED", "1", "yes", undefined],
    ["FINISHED", undefined, undefined, "yes"],
  ]);
});
