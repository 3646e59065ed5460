import { join, resolve } from "node:path";
import { MlflowRest, Workspace } from "../tracking/workspace";

/** One script that logs everything there is to log. */
const script = `
  const { mlflow } = trackside;
  (async () => {
    mlflow.enableSystemMetricsLogging();
    mlflow.setExperiment("fluent");
    mlflow.logParams({ depth: 8, when: new Date(0), sizes: new Float64Array([0.5, NaN]), "db.password": "hunter2" });
    mlflow.logParam("database", { host: "db", password: "hunter2", url: "postgres://mara:hunter2@db/harbour" });
    mlflow.logBatch({
      metrics: [{ key: "score", value: 0.7, step: 0, timestamp: 1000 }, { key: "score", value: 0.8, step: 1 }],
      params: { folds: 5 },
      tags: { stage: "validation", api_key: "hunter2" },
    });
    mlflow.setNote("## Second try\\nWith *all* ships.");
    mlflow.logText("password=hunter2\\nship=Ida", "notes/env.txt");
    mlflow.logDict({ depth: 8, login: { secret: "hunter2" }, list: [1, "a"] }, "dicts/settings.json");
    mlflow.logDict({ depth: 8, when: new Date(0), nan: NaN }, "dicts/settings.yml");
    mlflow.logTable([{ ship: "Ida", delay: 2.5 }, { ship: "Nele", delay: NaN }], "tables/delays.json");
    mlflow.logTable({ ship: ["Ole"], waves: [3] }, "tables/delays.json");
    mlflow.logTable([{ a: 1 }], "other.json");
    mlflow.logFigure(
      '<svg xmlns="http://www.w3.org/2000/svg" width="200" height="100"><circle cx="50" cy="50" r="40" fill="teal"/></svg>',
      "plots/dot.svg",
    );
    mlflow.logFigure({ $schema: "https://vega.github.io/schema/vega-lite/v5.json", mark: "bar" }, "plots/chart.json");
    const gradient = (step) => ({
      data: Uint8Array.from({ length: 300 * 200 * 3 }, (_, at) => (at % 3 === step ? 255 : (at / 705) | 0)),
      width: 300,
      height: 200,
    });
    mlflow.logImage(gradient(0), "pictures/gradient.png");
    for (const step of [0, 1, 2]) mlflow.logImage(gradient(step), { key: "net/weights", step, timestamp: 1700 + step });
    mlflow.logArtifacts("conf", "settings");
    const rows = [{ wave: 0.5, ship: "Ida" }, { wave: 1, ship: null }];
    const calls = mlflow.data.fromRows(rows, { name: "calls", source: "https://mara:hunter2@example.org/calls.csv" });
    mlflow.logInput(calls, { context: "training" });
    mlflow.logInput(mlflow.data.fromRows(rows, { name: "made" }));
    const trial = (name, fails) => mlflow.withRun({ runName: name }, async (run) => {
      await new Promise((resolve) => setTimeout(resolve, 20));
      mlflow.logParam("trial", run.name);
      mlflow.startRun({ runName: name + " inner", nested: true });
      await new Promise((resolve) => setTimeout(resolve, 20));
      mlflow.logParam("inner", mlflow.activeRun().name);
      if (fails) throw new Error("out of memory");
      return 42;
    });
    const outcomes = await Promise.allSettled([trial("good", false), trial("bad", true)]);
    const blockedUntil = Date.now() + 400;
    while (Date.now() < blockedUntil);
    await new Promise((resolve) => setTimeout(resolve, 300));
    mlflow.disableSystemMetricsLogging();
    console.log(JSON.stringify({ outcomes: outcomes.map(({ status }) => status), digest: calls.digest, last: mlflow.lastActiveRun() }));
  })();
`;

const workspace = new Workspace();
const python = resolve(__dirname, "../../../.venv/bin/python");
let printed: { outcomes: string[]; digest: string; last: { experiment: string } };
let rest: MlflowRest;
let output: string;
/** MLflow's ids of the runs by their names. */
const ids = new Map<string, string>();
let main: string;

beforeAll(async () => {
  workspace.write("conf/base/mlflow.yml", "tracking:\n  run:\n    name: all of it\n");
  output = await workspace.run(script, { MLFLOW_SYSTEM_METRICS_SAMPLING_INTERVAL: "0.1" });
  printed = JSON.parse(output.split("\n").find((line) => line.startsWith("{")) ?? "") as typeof printed;
  const reports = await workspace.sync();
  for (const { name, mlflowRunId, rejected, trackingUri } of reports) {
    expect([name, rejected]).toEqual([name, []]);
    ids.set(name, mlflowRunId ?? "");
    rest = new MlflowRest(trackingUri);
  }
  main = ids.get("all of it") ?? "";
});

afterAll(() => workspace.close());

const masked = "*** (masked)";

it("brings params, metrics, tags and the note into MLflow, without the secrets among them", async () => {
  expect(await rest.run(main)).toMatchObject({
    status: "FINISHED",
    params: {
      depth: "8",
      when: "1970-01-01T00:00:00.000Z",
      sizes: '[0.5,"NaN"]',
      "db.password": masked,
      database: JSON.stringify({ host: "db", password: masked, url: `postgres://mara:${masked}@db/harbour` }),
      folds: "5",
    },
    metrics: { score: 0.8 },
    tags: { stage: "validation", api_key: masked, "mlflow.note.content": "## Second try\nWith *all* ships." },
  });
  expect(await rest.history(main, "score")).toEqual([
    { step: 0, value: 0.7 },
    { step: 1, value: 0.8 },
  ]);
});

it("says once, by the first name, that something was masked", () => {
  expect(output.match(/looks like a secret/g)).toHaveLength(1);
  expect(output).toContain('param "db.password" looks like a secret');
});

it("brings texts, dicts and figures as files, and folders as they are", async () => {
  expect(await rest.artifact(main, "notes/env.txt")).toBe(`password=${masked}\nship=Ida`);
  expect(JSON.parse(await rest.artifact(main, "dicts/settings.json"))).toEqual({
    depth: 8,
    login: { secret: masked },
    list: [1, "a"],
  });
  expect(await rest.artifact(main, "dicts/settings.yml")).toBe(
    "depth: 8\nwhen: '1970-01-01T00:00:00.000Z'\nnan: NaN\n",
  );
  expect(await rest.artifact(main, "plots/dot.svg")).toContain('<circle cx="50"');
  expect(JSON.parse(await rest.artifact(main, "plots/chart.json"))).toMatchObject({ mark: "bar" });
  expect(await rest.artifact(main, "settings/base/mlflow.yml")).toContain("all of it");
});

it("brings images as files, and as frames of MLflow's grid", async () => {
  const { tags } = await rest.run(main);
  expect(tags["mlflow.loggedImages"]).toBe("True");
  expect((await rest.artifact(main, "pictures/gradient.png")).slice(1, 4)).toBe("PNG");
  const frames = await rest.artifactPaths(main, "images");
  expect(frames).toHaveLength(6);
  for (const step of [0, 1, 2]) {
    const start = `images/net~weights+step+${step}+timestamp+${1700 + step}+`;
    const ofStep = frames.filter((path) => path.startsWith(start)).sort();
    expect(ofStep).toEqual([expect.stringMatching(/\+compressed\.png$/), expect.stringMatching(/[0-9a-f]\.png$/)]);
    for (const path of ofStep) {
      expect((await rest.artifact(main, path)).slice(1, 4)).toBe("PNG");
    }
  }
});

it("brings tables and dataset inputs so that MLflow's own client reads them", async () => {
  const { tags } = await rest.run(main);
  expect(JSON.parse(String(tags["mlflow.loggedArtifacts"]))).toEqual([
    { path: "tables/delays.json", type: "table" },
    { path: "other.json", type: "table" },
  ]);
  const program = join(__dirname, "read_table.py");
  const answer = await workspace.execute(python, [program, rest.uri, main, "tables/delays.json"]);
  const read = JSON.parse(answer.split("\n").find((line) => line.startsWith("{")) ?? "") as {
    columns: string[];
    rows: unknown[][];
    inputs: { name: string }[];
  };
  expect(read.columns).toEqual(["ship", "delay", "waves"]);
  expect(read.rows).toEqual([
    ["Ida", 2.5, null],
    ["Nele", null, null],
    ["Ole", null, 3],
  ]);
  const common = {
    digest: printed.digest,
    schema: {
      mlflow_colspec: [
        { type: "double", name: "wave", required: true },
        { type: "string", name: "ship", required: false },
      ],
    },
    profile: { num_rows: 2, num_elements: 4 },
  };
  expect(read.inputs.sort((left, right) => left.name.localeCompare(right.name))).toEqual([
    {
      ...common,
      name: "calls",
      sourceType: "http",
      source: { url: `https://mara:${masked}@example.org/calls.csv` },
      tags: { "mlflow.data.context": "training" },
    },
    expect.objectContaining({ ...common, name: "made", sourceType: "code" }),
  ]);
});

it("keeps functions with runs of their own apart though they run at once, and ends each by its outcome", async () => {
  expect(printed.outcomes).toEqual(["fulfilled", "rejected"]);
  expect(printed.last.experiment).toBe("fluent");
  for (const [name, status] of [
    ["good", "FINISHED"],
    ["bad", "FAILED"],
  ] as const) {
    const outer = await rest.run(ids.get(name) ?? "");
    expect([outer.status, outer.params]).toEqual([status, { trial: name }]);
    expect(outer.tags["mlflow.parentRunId"]).toBe(main);
    const inner = await rest.run(ids.get(`${name} inner`) ?? "");
    expect([inner.status, inner.params]).toEqual([status, { inner: `${name} inner` }]);
    expect(inner.tags["mlflow.parentRunId"]).toBe(ids.get(name));
  }
});

it("logs the machine's load, and by how much the event loop was held up", async () => {
  const { metrics } = await rest.run(main);
  const names = Object.keys(metrics).filter((name) => name.startsWith("system/"));
  expect(names).toEqual(
    expect.arrayContaining(
      [
        "cpu_utilization_percentage",
        "system_memory_usage_megabytes",
        "system_memory_usage_percentage",
        "disk_usage_percentage",
        "disk_usage_megabytes",
        "disk_available_megabytes",
        "event_loop_delay_milliseconds",
      ].map((name) => `system/${name}`),
    ),
  );
  const delays = await rest.history(main, "system/event_loop_delay_milliseconds");
  expect(delays.map(({ step }) => step)).toEqual(delays.map((_, index) => index));
  expect(Math.max(...delays.map(({ value }) => Number(value)))).toBeGreaterThan(300);
  const [load] = await rest.history(main, "system/cpu_utilization_percentage");
  expect(Number(load?.value)).toBeGreaterThanOrEqual(0);
  expect(Number(load?.value)).toBeLessThanOrEqual(100);
});
