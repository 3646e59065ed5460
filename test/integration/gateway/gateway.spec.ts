import { request } from "node:http";
import { connect } from "node:net";
import { join } from "node:path";
import { isDelivered, mlflowPlace, readDeliveryState } from "../../../kernel-helpers/src/delivery";
import { JournalWriter, runDirectory } from "../../../kernel-helpers/src/journal";
import type { ExecutedCells, RunChange, RunView, ViewMessage } from "../../../kernel-helpers/src/messages";
import { addKernelRun } from "../../../kernel-helpers/src/runtime";
import { MlflowRest, until, Workspace } from "../tracking/workspace";
import { askGateway } from "./ask-gateway";

let workspace: Workspace;
let socketPath: string;

beforeAll(async () => {
  workspace = new Workspace();
  // The test takes the kernel's part: it tells the gateway which runs are a kernel's.
  process.env["TRACKSIDE_RUNTIME_DIR"] = workspace.runtimeDirectory;
  socketPath = join(workspace.runtimeDirectory, "gateway.sock");
  workspace.startCommand("gateway", "--socket", socketPath);
  await until("the gateway answers", () =>
    get("/").then(
      () => true,
      () => false,
    ),
  );
});
afterAll(async () => {
  delete process.env["TRACKSIDE_RUNTIME_DIR"];
  await workspace.close();
});

const get = (path: string, headers: Record<string, string> = {}, method = "GET", body?: string) =>
  askGateway(socketPath, path, { headers, method, body });

/** What a panel that follows a kernel has been told. */
class Panel {
  readonly views: (RunView | null)[] = [];
  readonly changes: RunChange[] = [];
  private readonly sent;

  constructor(kernelId: string) {
    let text = "";
    this.sent = request({ socketPath, path: `/events?kernel=${kernelId}` }, (response) => {
      response.on("data", (chunk: Buffer) => {
        const events = (text + chunk.toString()).split("\n\n");
        text = events.pop() ?? "";
        events.forEach((event) => this.take(event));
      });
    });
    this.sent.on("error", () => undefined);
    this.sent.end();
  }

  /** All that the view and the changes behind it say. */
  get now(): RunView | null {
    const view = this.views.at(-1) ?? null;
    return view && this.changes.reduce<RunView>(merge, view);
  }

  close(): void {
    this.sent.destroy();
  }

  private take(event: string): void {
    const match = /^event: (\w+)\ndata: (.*)$/s.exec(event);
    if (match?.[1] === "view") {
      this.views.push((JSON.parse(match[2]!) as ViewMessage).run);
      this.changes.length = 0;
    } else if (match?.[1] === "change") {
      this.changes.push(JSON.parse(match[2]!) as RunChange);
    }
  }
}

function merge(view: RunView, change: RunChange): RunView {
  return {
    ...view,
    ...change,
    params: { ...view.params, ...change.params },
    metrics: { ...view.metrics, ...change.metrics },
    tags: { ...view.tags, ...change.tags },
  };
}

const answersAt = (path: string) =>
  new Promise<boolean>((resolve) => {
    const socket = connect(path);
    socket.once("connect", () => {
      socket.destroy();
      resolve(true);
    });
    socket.once("error", () => resolve(false));
  });

async function startedRun(code: string) {
  const script = workspace.start(`${code}; console.log(trackside.mlflow.activeRun().runId);`);
  const runId = await new Promise<string>((resolve) =>
    script.stdout!.once("data", (chunk: Buffer) => resolve(chunk.toString().trim())),
  );
  return { script, runId };
}

it("tells of a kernel's run while it is recorded, and links to it once MLflow has it", async () => {
  const panel = new Panel("kernel-1");
  await until("the first view", () => panel.views.length === 1);
  expect(panel.views).toEqual([null]);

  const { script, runId } = await startedRun(`
    trackside.mlflow.logParam("lr", 0.1);
    let step = 0;
    setInterval(() => trackside.mlflow.logMetric("loss", 1 / (step + 1), { step: step++ }), 20);
    process.once("SIGTERM", () => process.exit(0));
  `);
  addKernelRun("kernel-1", { projectRoot: workspace.projectRoot, runId });
  await until("the run is shown", () => panel.now?.runId === runId && panel.now);
  expect(panel.now).toMatchObject({ status: "RUNNING", experiment: "harbour", params: { lr: "0.1" } });
  const pointsOf = ({ now }: Panel) => now?.metrics["loss"]?.count ?? 0;
  await until("the metric grows", () => pointsOf(panel) > 20);
  const second = new Panel("kernel-1");
  await until("another panel begins with all that there is", () => second.views.length === 1);
  expect(pointsOf(second)).toBeGreaterThan(20);
  const told = { first: pointsOf(panel), second: pointsOf(second) };
  await until("both are told what follows", () => pointsOf(panel) > told.first && pointsOf(second) > told.second);
  second.close();
  const link = await until("the run is in MLflow", () => panel.now?.link);
  await until("the panel is live", () => panel.now?.delivery.state === "live");

  const [path = "", page = ""] = link.split("#");
  const { body } = await get(`/${path}`, { host: "jupyter.example" });
  expect(body).toContain("<title>MLflow</title>");
  const [, experimentId, , mlflowRunId] = page.split("/").filter(Boolean);
  const answer = await get(`/${path}ajax-api/2.0/mlflow/runs/get?run_id=${mlflowRunId}`);
  expect(JSON.parse(answer.body)).toMatchObject({ run: { info: { experiment_id: experimentId, status: "RUNNING" } } });

  script.kill("SIGTERM");
  await until("its end is shown", () => panel.now?.status === "FINISHED");
  await until("all of it is in MLflow", () => panel.now?.delivery.queued === 0);
  panel.close();

  const later = new Panel("kernel-1");
  await until("one that comes when nobody looked shows it too", () => later.now?.status === "FINISHED");
  expect(pointsOf(later)).toBe(pointsOf(panel));
  later.close();
});

it("shows the innermost run that is open, and its session's run again when that has ended", async () => {
  const { script, runId } = await startedRun(`
    const { mlflow } = trackside;
    mlflow.logParam("depth", 4);
    process.once("SIGTERM", () => process.exit(0));
    process.once("SIGUSR2", () => { mlflow.startRun({ runName: "inner" }); console.log(mlflow.activeRun().runId);
      process.once("SIGUSR2", () => mlflow.endRun()); });
    setInterval(() => undefined, 1000);
  `);
  addKernelRun("kernel-2", { projectRoot: workspace.projectRoot, runId });
  const panel = new Panel("kernel-2");
  await until("the session's run is shown", () => panel.now?.runId === runId);
  script.kill("SIGUSR2");
  const inner = await new Promise<string>((resolve) =>
    script.stdout!.once("data", (chunk: Buffer) => resolve(chunk.toString().trim())),
  );
  addKernelRun("kernel-2", { projectRoot: workspace.projectRoot, runId: inner });
  await until("the inner run is shown", () => panel.now?.name === "inner");
  expect(panel.now?.attempts.map(({ name, status }) => [name, status])).toContainEqual(["inner", "RUNNING"]);
  script.kill("SIGUSR2");
  await until("the session's run is shown again", () => panel.now?.runId === runId);
  script.kill("SIGTERM");
  await until("its end is shown", () => panel.now?.status === "FINISHED");
  panel.close();
});

/** Sets tags of a run, as the panel does. */
const edit = (kernelId: string, runId: string, tags: unknown, headers: Record<string, string> = {}) =>
  get(
    `/edit?kernel=${kernelId}&run=${runId}`,
    { "content-type": "application/json", ...headers },
    "POST",
    JSON.stringify({ tags }),
  );

it("sets name, note and tags of a run that goes on, and of one that has ended and is delivered", async () => {
  const { script, runId } = await startedRun(`
    trackside.mlflow.logParam("depth", 4);
    process.once("SIGTERM", () => process.exit(0));
    setInterval(() => undefined, 1000);
  `);
  addKernelRun("kernel-3", { projectRoot: workspace.projectRoot, runId });
  const panel = new Panel("kernel-3");
  await until("the run is shown", () => panel.now?.runId === runId);
  const first = { "mlflow.runName": "low tide", "mlflow.note.content": "# why", stage: "trial" };
  expect(await edit("kernel-3", runId, first)).toMatchObject({ status: 200, body: JSON.stringify({ tags: first }) });
  await until("the panel shows the name", () => panel.now?.name === "low tide");
  expect(panel.now?.tags).toMatchObject(first);

  script.kill("SIGTERM");
  const directory = runDirectory(workspace.projectRoot, runId);
  await until("all of it is in MLflow", () => isDelivered(directory));
  const { mlflowRunId = "", trackingUri = "" } = mlflowPlace(readDeliveryState(directory));
  const mlflow = new MlflowRest(trackingUri);
  expect(await mlflow.run(mlflowRunId)).toMatchObject({ status: "FINISHED", name: "low tide", tags: first });

  const second = { "mlflow.runName": "high tide", stage: "kept" };
  expect((await edit("kernel-3", runId, second)).status).toBe(200);
  await until("MLflow has the edits, too", async () => (await mlflow.run(mlflowRunId)).tags["stage"] === "kept");
  expect(await mlflow.run(mlflowRunId)).toMatchObject({
    status: "FINISHED",
    name: "high tide",
    tags: { ...first, ...second },
  });
  await until("it counts as delivered again", () => isDelivered(directory));
  await until("the panel shows that", () => panel.now?.name === "high tide" && panel.now.delivery.queued === 0);
  expect((await workspace.reports()).find((report) => report.runId === runId)).toMatchObject({
    name: "high tide",
    queued: 0,
  });
  panel.close();
});

it.each<[string, unknown, Record<string, string>, number, RegExp]>([
  ["a tag of MLflow's own", { "mlflow.user": "eve" }, {}, 400, /"mlflow.user" is not set by hand/],
  ["a tag of Trackside's own", { "trackside.run_id": "x" }, {}, 400, /is not set by hand/],
  ["a name that MLflow takes no tag by", { "a@b": "x" }, {}, 400, /MLflow takes no tag named "a@b"/],
  ["a value that is no text", { stage: 3 }, {}, 400, /must be a text/],
  ["an empty name", { "mlflow.runName": " " }, {}, 400, /must not be empty/],
  ["no tags", {}, {}, 400, /names no tags/],
  ["a body that is too long", { stage: "x".repeat(300_000) }, {}, 413, /longer than/],
  ["what a form of another site could send", { stage: "x" }, { "content-type": "text/plain" }, 415, /application.json/],
  ["another site", { stage: "x" }, { "sec-fetch-site": "cross-site" }, 403, /other sites/],
])("refuses an edit with %s", async (_, tags, headers, status, message) => {
  const runId = "0123456789abcdef0123456789abcdef";
  addKernelRun("kernel-4", { projectRoot: workspace.projectRoot, runId });
  const answer = await edit("kernel-4", runId, tags, headers);
  expect(answer).toEqual({ status, body: expect.stringMatching(message) });
});

it("tells a run's cells with their sources, in the order in which they were executed", async () => {
  const runId = "1123456789abcdef0123456789abcdef";
  addKernelRun("kernel-5", { projectRoot: workspace.projectRoot, runId });
  const journal = new JournalWriter(runDirectory(workspace.projectRoot, runId), "w");
  const cell = { type: "cell", executionCount: 7, cellId: "c7" } as const;
  journal.append({ ...cell, source: "const a = 1;", status: "running", durationMs: null, time: 100 });
  journal.append({ ...cell, status: "ok", durationMs: 40, time: 140 });
  journal.append({ ...cell, executionCount: 8, source: "a", status: "running", durationMs: null, time: 200 });
  journal.close();
  const answer = await get(`/cells?kernel=kernel-5&run=${runId}`);
  expect(JSON.parse(answer.body) as ExecutedCells).toEqual({
    cells: [
      { executionCount: 7, cellId: "c7", source: "const a = 1;", status: "ok", startTime: 100, durationMs: 40 },
      { executionCount: 8, cellId: "c7", source: "a", status: "running", startTime: 200, durationMs: null },
    ],
  });
  expect((await get(`/cells?kernel=kernel-5&run=${"f".repeat(32)}`)).status).toBe(404);
});

it("refuses an edit of a run that the kernel does not have", async () => {
  expect((await edit("kernel-4", "f".repeat(32), { stage: "x" })).status).toBe(404);
});

it.each<[string, string, Record<string, string>, number]>([
  ["a request of another site's page", "/events?kernel=k", { "sec-fetch-site": "cross-site" }, 403],
  ["a request of another subdomain's page", "/mlflow/abc/", { "sec-fetch-site": "same-site" }, 403],
  [
    "another origin, by a browser that tells no more",
    "/events?kernel=k",
    { origin: "https://evil.example", host: "localhost" },
    403,
  ],
  ["a kernel id that would lead out of its folder", "/events?kernel=..%2F..%2Fetc", {}, 400],
  ["no kernel id", "/events", {}, 400],
  ["a tracking server that no run is on", "/mlflow/http:%2F%2F169.254.0.1/", {}, 404],
  ["any other path", "/api/contents", {}, 404],
])("refuses %s", async (_, path, headers, status) => {
  expect((await get(path, headers)).status).toBe(status);
});

it("ends when Jupyter, which started it, was killed", async () => {
  const orphaned = join(workspace.runtimeDirectory, "orphaned.sock");
  const jupyter = workspace.startShell(`"${process.execPath}" "$trackside" gateway --socket "${orphaned}" & wait`);
  await until("it answers", () => answersAt(orphaned));
  jupyter.kill("SIGKILL");
  await until("it has ended", async () => !(await answersAt(orphaned)), 15_000);
});
