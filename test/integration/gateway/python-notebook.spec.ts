import { request } from "node:http";
import { hostname } from "node:os";
import { join } from "node:path";
import { settingsCode, stateCode } from "../../../extension/otherkernels/pythoncode";
import type {
  KernelSettings,
  MetricHistory,
  RunChange,
  RunView,
  ViewMessage,
} from "../../../kernel-helpers/src/messages";
import { MlflowRest, until, Workspace } from "../tracking/workspace";
import { askGateway } from "./ask-gateway";
import { PythonKernel } from "./python-kernel";

const kernelId = "0a1b2c3d-python";
const processId = '__import__("os").getpid()';
let workspace: Workspace;
let kernel: PythonKernel;
let mlflow: MlflowRest;
let view: RunView | null | undefined;

beforeAll(async () => {
  workspace = new Workspace({ MLFLOW_DISABLE_TELEMETRY: "true" });
  workspace.startCommand("gateway", "--socket", socketPath());
  kernel = new PythonKernel(workspace);
  await kernel.ready();
  await until("the gateway answers", () =>
    ask("/").then(
      () => true,
      () => false,
    ),
  );
  const settings = await follow();
  mlflow = new MlflowRest(settings.trackingUri ?? "");
  watch();
});
afterAll(async () => {
  kernel.close();
  await workspace.close();
});

const socketPath = () => join(workspace.runtimeDirectory, "gateway.sock");

const ask = (path: string, method = "GET", body?: unknown) =>
  askGateway(socketPath(), path, {
    ...{ method, headers: { "content-type": "application/json" } },
    body: body === undefined ? undefined : JSON.stringify(body),
  });

/** What the extension does for a kernel whose runs are to be followed. */
async function follow(): Promise<KernelSettings> {
  const answer = await ask(`/follow?kernel=${kernelId}`, "POST", await kernel.ask(stateCode));
  expect(answer).toMatchObject({ status: 200 });
  const settings = JSON.parse(answer.body) as KernelSettings;
  await kernel.ask(settingsCode(settings));
  return settings;
}

/** Keeps `view` at what a panel shows. */
function watch(): void {
  let text = "";
  const sent = request({ socketPath: socketPath(), path: `/events?kernel=${kernelId}` }, (response) => {
    response.on("data", (chunk: Buffer) => {
      const events = (text + chunk.toString()).split("\n\n");
      text = events.pop() ?? "";
      for (const event of events) {
        const [, type, data = ""] = /^event: (\w+)\ndata: (.*)$/s.exec(event) ?? [];
        if (type === "view") {
          view = (JSON.parse(data) as ViewMessage).run;
        } else if (type === "change" && view) {
          const change = JSON.parse(data) as RunChange;
          view = { ...view, ...change, ...mergedParts(view, change) };
        }
      }
    });
  });
  sent.on("error", () => undefined);
  sent.end();
}

function mergedParts(before: RunView, change: RunChange) {
  return {
    params: { ...before.params, ...change.params },
    metrics: { ...before.metrics, ...change.metrics },
    tags: { ...before.tags, ...change.tags },
  };
}

it("shows a run of plain mlflow while it goes on, with all that it logs, and its end", async () => {
  await until("the panel is told that there is none", () => view === null);
  const { output } = await kernel.run(`
import mlflow
run = mlflow.start_run(run_name="low tide")
mlflow.log_params({"depth": 4, "lr": 0.1})
for step in range(50):
    mlflow.log_metric("loss", 1 / (step + 1), step=step)
mlflow.log_metric("odd", float("nan"))
`);
  expect(output).not.toContain("error");
  await until("the run is shown", () => view?.metrics["loss"]?.count === 50);
  const runId = (await kernel.value("run.info.run_id")).replaceAll("'", "");
  expect(view).toMatchObject({
    ...{ runId, mlflowRunId: runId, name: "low tide", status: "RUNNING", experiment: "harbour", attempt: 1 },
    params: { depth: "4", lr: "0.1" },
    metrics: { loss: { last: 0.02, step: 49, highest: { value: 1, step: 0 } }, odd: { last: "NaN" } },
    delivery: { state: "live", queued: 0 },
  });
  expect(view?.link).toMatch(new RegExp(`^mlflow/\\w+/#/experiments/1/runs/${runId}$`));

  await kernel.run(`
mlflow.log_metric("loss", 0.01, step=50)
mlflow.set_tag("stage", "trial")
mlflow.log_text("all quiet", "notes/log.txt")
mlflow.end_run()
`);
  await until("its end is shown", () => view?.status === "FINISHED" && view.artifacts.length === 1);
  await until("the last point is shown", () => view?.metrics["loss"]?.count === 51);
  expect(view).toMatchObject({ tags: { stage: "trial" }, artifacts: [{ path: "notes/log.txt", size: 9 }] });

  const history = await ask(`/history?kernel=${kernelId}&run=${runId}&key=loss&points=100`);
  const { series } = JSON.parse(history.body) as MetricHistory;
  expect(series[0]?.steps).toEqual(Array.from({ length: 51 }, (_, step) => step));
  const artifact = await ask(`/artifact?kernel=${kernelId}&run=${runId}&path=notes/log.txt`);
  expect(artifact).toEqual({ status: 200, body: "all quiet" });
});

it("edits such a run where it is kept", async () => {
  const runId = view?.runId ?? "";
  const edit = (tags: unknown) => ask(`/edit?kernel=${kernelId}&run=${runId}`, "POST", { tags });
  const tags = { "mlflow.runName": "ebb", "mlflow.note.content": "# why", stage: "kept" };
  expect(await edit(tags)).toEqual({ status: 200, body: JSON.stringify({ tags }) });
  expect(await mlflow.run(runId)).toMatchObject({ name: "ebb", tags });
  await until("the panel shows the name", () => view?.name === "ebb");
  expect(await edit({ "trackside.kernel_id": "x" })).toMatchObject({ status: 400 });
});

it("shows the next run beside the ones before, with what changed", async () => {
  await kernel.run(`
with mlflow.start_run(run_name="high tide"):
    mlflow.log_params({"depth": 8, "lr": 0.1})
`);
  await until("the run is shown", () => view?.name === "high tide" && view.status === "FINISHED");
  expect(view?.attempts).toMatchObject([
    { attempt: 1, name: "ebb" },
    { attempt: 2, name: "high tide", changed: [{ key: "depth", before: "4", after: "8" }] },
  ]);
  const before = view?.attempts[0]?.runId ?? "";
  const { run } = JSON.parse((await ask(`/run?kernel=${kernelId}&run=${before}`)).body) as ViewMessage;
  expect(run?.metrics["loss"]).toMatchObject({ count: 51 });
});

it("follows the runs after a restart, once it has been told again", async () => {
  const before = await follow();
  await kernel.restart();
  await kernel.ask(settingsCode(before));
  const tagged = await kernel.value('__import__("os").environ["MLFLOW_RUN_CONTEXT"]');
  expect(tagged).toContain("trackside.kernel_id");
  expect(tagged).not.toContain("trackside.kernel_process");
  const settings = await follow();
  const process = { host: hostname(), pid: Number(await kernel.value(processId)), started: expect.any(String) };
  expect(settings.tags["trackside.kernel_id"]).toBe(kernelId);
  expect(JSON.parse(settings.tags["trackside.kernel_process"] ?? "")).toEqual(process);
  await kernel.run(`
import mlflow
with mlflow.start_run(run_name="slack water"):
    pass
`);
  await until("the run is shown", () => view?.name === "slack water");
});

it("ends a run that a killed kernel left open, as it ends those that Trackside records", async () => {
  await kernel.run('run = mlflow.start_run(run_name="storm surge")\nmlflow.log_metric("level", 5)');
  await until("the run is shown", () => view?.name === "storm surge" && view.metrics["level"]?.count === 1);
  expect(view?.status).toBe("RUNNING");
  const runId = view?.runId ?? "";
  process.kill(Number(await kernel.value(processId)), "SIGKILL");
  await until("its end is shown", () => view?.status === "KILLED");
  expect(await mlflow.run(runId)).toMatchObject({ status: "KILLED", metrics: { level: 5 } });
});

it("follows a run that was begun before anybody asked, where that was begun", async () => {
  await kernel.restart();
  await kernel.run(`
import mlflow
mlflow.set_tracking_uri("sqlite:///elsewhere.db")
mlflow.start_run(run_name="spring tide")
mlflow.log_metric("level", 3)
`);
  expect(await follow()).toMatchObject({ trackingUri: null, experiment: null });
  await until("the run is shown", () => view?.name === "spring tide" && view.metrics["level"]?.count === 1);
  await kernel.run('mlflow.log_metric("level", 4, step=1)\nmlflow.end_run()');
  await until("its end is shown", () => view?.status === "FINISHED" && view.metrics["level"]?.count === 2);
});

it("refuses to follow a kernel to a server that its project does not name", async () => {
  await kernel.restart();
  await kernel.run('import mlflow\nmlflow.set_tracking_uri("https://user:word@elsewhere.example")');
  const answer = await ask(`/follow?kernel=${kernelId}`, "POST", await kernel.ask(stateCode));
  expect(answer).toMatchObject({
    status: 400,
    body: expect.stringMatching(/https:\/\/elsewhere\.example.*mlflow\.yml/),
  });
  expect(answer.body).not.toContain("word");
});
