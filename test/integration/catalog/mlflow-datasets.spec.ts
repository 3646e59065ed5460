import { existsSync, mkdirSync, readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { sharedMlflow } from "../../support/shared-mlflow";
import { MlflowRest, Workspace } from "../tracking/workspace";

let trackingUri: string;
let mlflow: MlflowRest;
let workspace: Workspace;
beforeAll(async () => {
  trackingUri = await sharedMlflow();
  mlflow = new MlflowRest(trackingUri);
});
beforeEach(() => {
  workspace = new Workspace({ MLFLOW_TRACKING_URI: trackingUri });
});
afterEach(() => workspace.close());

/** What is printed as JSON by a script that gives a value, or the code and message of what it throws. */
async function result<Value = unknown>(code: string, environment: Record<string, string> = {}): Promise<Value> {
  const printed = await workspace.run(
    `(async () => { const { catalog, mlflow, node, pipeline, run } = trackside; ${code} })()
      .catch((error) => error.code + " " + error.message)
      .then((value) => console.log("result " + JSON.stringify(value)));`,
    environment,
  );
  const line = printed.split("\n").find((each) => each.startsWith("result ")) ?? `result "nothing: ${printed}"`;
  return JSON.parse(line.slice("result ".length)) as Value;
}

/** MLflow's run of the only session that the project had. */
async function onlyRun() {
  const [report] = await workspace.sync();
  expect(report).toMatchObject({ queued: 0, rejected: [] });
  const id = report?.mlflowRunId ?? "";
  return { id, run: await mlflow.run(id), points: (key: string) => mlflow.history(id, key) };
}

const metricsCatalog = `
loss: {type: kedro_mlflow.io.metrics.MlflowMetricDataset, key: train.loss}
score: {type: MlflowMetricDataset, save_args: {mode: append}}
early: {type: mlflow-metric, key: score, load_args: {step: 1}}
fixed: {type: MlflowMetricDataset, save_args: {step: 7}}
curve: {type: kedro_mlflow.io.metrics.MlflowMetricHistoryDataset}
by_step: {type: MlflowMetricHistoryDataset, key: curve, load_args: {mode: dict}, save_args: {mode: dict}}
points: {type: MlflowMetricHistoryDataset, key: curve, load_args: {mode: history}, save_args: {mode: history}}
late: {type: MlflowMetricHistoryDataset, save_args: {mode: dict}}
timed: {type: MlflowMetricHistoryDataset, save_args: {mode: history}, load_args: {mode: history}}
scores: {type: kedro_mlflow.io.metrics.MlflowMetricsHistoryDataset, prefix: val}
mine: {type: MlflowMetricsHistoryDataset}
`;

it("records metrics in all of kedro-mlflow's forms, and loads from MLflow what was just recorded", async () => {
  workspace.write("conf/base/catalog.yml", metricsCatalog);
  const loaded = await result(`
    const before = await catalog.exists("loss");
    await catalog.save("loss", 0.5);
    mlflow.logMetric("train.loss", 0.3, { step: 4 });
    await catalog.save("loss", 0.25);
    for (const value of [1, 2, 3]) await catalog.save("score", value);
    await catalog.save("fixed", NaN);
    await catalog.save("curve", [0.5, 0.25, 0.125]);
    await catalog.save("late", { 10: 1, 20: 2 });
    await catalog.save("timed", [{ step: 3, value: 1, timestamp: 2000 }, { step: 4, value: 2, timestamp: 1000 }]);
    await catalog.save("scores", { auc: { step: 0, value: 0.9 }, loss: [{ step: 0, value: 2 }, { step: 1, value: 1 }] });
    await catalog.save("mine", { a: { step: 1, value: 5 } });
    const names = ["loss", "score", "early", "curve", "by_step", "late", "timed", "scores", "mine"];
    const data = {};
    for (const name of names) data[name] = await catalog.load(name);
    data.points = (await catalog.load("points")).map(({ step, value, timestamp }) => [step, value, typeof timestamp]);
    data.fixed = String(await catalog.load("fixed"));
    return { before, after: await catalog.exists("loss"), never: await catalog.exists("curve"), ...data };
  `);
  expect(loaded).toEqual({
    before: false,
    after: true,
    never: true,
    loss: 0.25,
    score: 3,
    early: 2,
    fixed: "NaN",
    curve: [0.5, 0.25, 0.125],
    by_step: { 0: 0.5, 1: 0.25, 2: 0.125 },
    points: [
      [0, 0.5, "number"],
      [1, 0.25, "number"],
      [2, 0.125, "number"],
    ],
    late: [1, 2],
    timed: [
      { step: 4, value: 2, timestamp: 1000 },
      { step: 3, value: 1, timestamp: 2000 },
    ],
    scores: {
      "val.auc": { step: 0, value: 0.9 },
      "val.loss": [
        { step: 0, value: 2 },
        { step: 1, value: 1 },
      ],
    },
    mine: { "mine.a": { step: 1, value: 5 } },
  });
  const { points } = await onlyRun();
  const steps = async (key: string) => (await points(key)).map(({ step }) => step);
  expect(await steps("train.loss")).toEqual([0, 4, 4]);
  expect(await steps("score")).toEqual([0, 1, 2]);
  expect(await steps("fixed")).toEqual([7]);
  expect(await steps("late")).toEqual([10, 20]);
});

const artifactsCatalog = `
kept:
  type: kedro_mlflow.io.artifacts.MlflowArtifactDataset
  dataset: {type: pandas.CSVDataset, filepath: data/kept.csv}
  artifact_path: reports/north
alone:
  type: MlflowArtifactDataset
  dataset: {type: json, filepath: data/alone.json}
  local_copy: false
versioned:
  type: mlflow-artifact
  dataset: {type: json, filepath: data/versioned.json, versioned: true}
parts:
  type: MlflowArtifactDataset
  dataset: {type: partitions.PartitionedDataset, path: data/parts, dataset: json, filename_suffix: .json}
  artifact_path: split
  local_copy: false
`;

it("logs a dataset's file as an artifact of the run, with or without a copy in the project", async () => {
  workspace.write("conf/base/catalog.yml", artifactsCatalog);
  const loaded = await result(`
    await catalog.save("kept", [{ ship: "Ida", delay: 2.5 }]);
    await catalog.save("alone", { depth: 3 });
    await catalog.save("versioned", { depth: 4 });
    await catalog.save("versioned", { depth: 5 });
    await catalog.save("parts", { "a/1": [1], b: [2] });
    const parts = await catalog.load("parts");
    return {
      kept: await catalog.load("kept"), alone: await catalog.load("alone"), versioned: await catalog.load("versioned"),
      versions: (await catalog.versions("versioned")).length,
      parts: [Object.keys(parts), await parts["a/1"]()],
      exists: await Promise.all(["kept", "alone", "parts"].map((name) => catalog.exists(name))),
      files: [catalog.describe("kept").filepath, catalog.describe("alone").filepath],
    };
  `);
  expect(loaded).toEqual({
    kept: [{ ship: "Ida", delay: 2.5 }],
    alone: { depth: 3 },
    versioned: { depth: 5 },
    versions: 2,
    parts: [["a/1", "b"], [1]],
    exists: [true, true, true],
    files: ["data/kept.csv", null],
  });
  const { id } = await onlyRun();
  expect(await mlflow.artifact(id, "reports/north/kept.csv")).toBe("ship,delay\nIda,2.5\n");
  expect(JSON.parse(await mlflow.artifact(id, "alone.json"))).toEqual({ depth: 3 });
  expect(JSON.parse(await mlflow.artifact(id, "versioned.json"))).toEqual({ depth: 5 });
  expect(JSON.parse(await mlflow.artifact(id, "split/parts/a/1.json"))).toEqual([1]);
  expect(readdirSync(join(workspace.projectRoot, "data")).sort()).toEqual(["kept.csv", "versioned.json"]);
  expect(readdirSync(join(workspace.projectRoot, ".trackside", "datasets"))).toEqual([]);
});

it("loads what Python logged into a run that an entry names, and leaves the project's file alone", async () => {
  const script = `
import mlflow
with mlflow.start_run() as run:
    for step in range(3):
        mlflow.log_metric("acc", step / 2, step=step)
    mlflow.log_text("a,b\\n1,x\\n", "tables/t.csv")
    print("run", run.info.run_id)
`;
  const printed = await workspace.execute("python", ["-c", script]);
  const id = /run (\w+)/.exec(printed)?.[1] ?? "";
  mkdirSync(join(workspace.projectRoot, "data"));
  workspace.write("data/t.csv", "a,b\n9,local\n");
  workspace.write(
    "conf/base/catalog.yml",
    `acc: {type: MlflowMetricDataset, run_id: ${id}}
accs: {type: MlflowMetricHistoryDataset, key: acc, run_id: ${id}, load_args: {mode: dict}}
all: {type: MlflowMetricsHistoryDataset, prefix: a, run_id: ${id}}
typo: {type: MlflowMetricDataset, key: akk, run_id: ${id}}
lost: {type: MlflowMetricDataset, key: acc, run_id: ${"0".repeat(32)}x}
table: {type: MlflowArtifactDataset, dataset: {type: pandas.CSVDataset, filepath: data/t.csv}, artifact_path: tables, run_id: ${id}}
absent: {type: MlflowArtifactDataset, dataset: {type: json, filepath: data/none.json}, run_id: ${id}}
`,
  );
  const loaded = await result<Record<string, unknown>>(`
    const data = {};
    for (const name of ["acc", "accs", "all", "table"]) data[name] = await catalog.load(name);
    for (const name of ["typo", "lost", "absent"]) data[name] = await catalog.load(name).catch(({ message }) => message);
    data.saved = await catalog.save("acc", 1).catch(({ code }) => code);
    data.exists = await Promise.all(["acc", "typo", "table", "absent"].map((name) => catalog.exists(name)));
    return data;
  `);
  expect(loaded).toEqual({
    acc: 1,
    accs: { 0: 0, 1: 0.5, 2: 1 },
    all: {
      acc: [
        { step: 0, value: 0 },
        { step: 1, value: 0.5 },
        { step: 2, value: 1 },
      ],
    },
    table: [{ a: 1, b: "x" }],
    typo: `dataset "typo": MLflow's run ${id} has no metric "akk"\nDid you mean "acc"?`,
    lost: expect.stringMatching(/^dataset "lost" cannot be read from MLflow: .*Correct run_id/s) as string,
    absent: expect.stringContaining(`MLflow's run ${id} has no artifact "none.json"`) as string,
    saved: "tracking.foreign-run",
    exists: [true, false, true, false],
  });
  expect(readFileSync(join(workspace.projectRoot, "data/t.csv"), "utf8")).toContain("local");
});

it("says what to do when no run is open, and takes Trackside's id of a run", async () => {
  workspace.write("conf/base/catalog.yml", artifactsCatalog + metricsCatalog);
  expect(
    await result(`
      const codes = [];
      for (const name of ["loss", "alone", "scores"]) await catalog.load(name).catch(({ code }) => codes.push(code));
      await catalog.save("loss", 0.5);
      const { runId } = mlflow.activeRun();
      mlflow.endRun();
      catalog.add("earlier", { type: "mlflow-metric", key: "train.loss", run_id: runId });
      return [codes, await catalog.load("earlier"), mlflow.activeRun()];
    `),
  ).toEqual([["tracking.no-run", "tracking.no-run", "tracking.no-run"], 0.5, null]);
});

it("saves while MLflow is away, and says within a bounded time that it cannot load", async () => {
  workspace = new Workspace({ MLFLOW_TRACKING_URI: "http://127.0.0.1:9" });
  workspace.write("conf/base/catalog.yml", `${artifactsCatalog}named: {type: MlflowMetricDataset, run_id: abc}\n`);
  const start = Date.now();
  const [own, named] = await result<string[]>(`
    await catalog.save("alone", { depth: 3 });
    const problems = await Promise.allSettled([catalog.load("alone"), catalog.load("named")]);
    return problems.map(({ reason }) => reason.code + " " + reason.message);
  `);
  expect(own).toMatch(/^tracking\.not-delivered dataset "alone" cannot be read from MLflow yet: .*127\.0\.0\.1:9/);
  expect(named).toMatch(/^tracking\.unreadable dataset "named" cannot be read from MLflow: .*127\.0\.0\.1:9/);
  expect(Date.now() - start).toBeLessThan(60_000);
});

const pipelineFile = `
import { node, pipeline } from "trackside";
export const createPipeline = () => pipeline([
  node(() => [0.5, 0.25], null, "curve", { name: "fit" }),
  node(() => ({ depth: 3 }), null, "alone", { name: "write" }),
  node((curve: number[], alone: { depth: number }) => curve.length * alone.depth, ["curve", "alone"], "score", { name: "judge" }),
  node((score: number) => [{ score }], "score", "kept", { name: "print" }),
]);
`;

describe.each([
  ["in one thread", "", "sequential"],
  ["in worker threads", "", "parallel"],
  ["with a run for each node", "tracking: {nested: node}\n", "sequential"],
  ["with a run for each node, in worker threads", "tracking: {nested: node}\n", "parallel"],
])("a pipeline %s", (_, settings, runner) => {
  it("hands artifacts and metrics from node to node through MLflow", async () => {
    mkdirSync(join(workspace.projectRoot, "pipelines", "harbour"), { recursive: true });
    workspace.write("pipelines/harbour/pipeline.ts", pipelineFile);
    workspace.write("conf/base/catalog.yml", artifactsCatalog + metricsCatalog);
    workspace.write("conf/base/mlflow.yml", settings);
    await workspace.command(
      "run",
      "--pipeline",
      "harbour",
      "--runner",
      runner,
      "--run-name",
      `${runner} ${settings.length}`,
    );
    const reports = await workspace.sync();
    const ids = new Map(reports.map(({ name, mlflowRunId }) => [name, mlflowRunId ?? ""]));
    const main = ids.get(`${runner} ${settings.length}`) ?? "";
    expect(await mlflow.history(ids.get("judge") ?? main, "score")).toEqual([{ step: 0, value: 6 }]);
    expect(await mlflow.artifact(ids.get("print") ?? main, "reports/north/kept.csv")).toBe("score\n6\n");
    expect(existsSync(join(workspace.projectRoot, "data/alone.json"))).toBe(false);
  });
});

it("finds in another attempt of a session what the current one lacks", async () => {
  workspace.write("conf/base/catalog.yml", artifactsCatalog + metricsCatalog);
  expect(
    await result(`
      mlflow.logParam("depth", 1);
      await catalog.save("alone", { depth: 1 });
      await catalog.save("loss", 0.5);
      mlflow.logParam("depth", 2);
      const earlier = [await catalog.load("alone"), await catalog.load("loss")];
      await catalog.save("loss", 0.75);
      return [earlier, await catalog.load("loss")];
    `),
  ).toEqual([[{ depth: 1 }, 0.5], 0.75]);
});

it("records nothing of a pipeline that is excepted, and keeps what has a file of its own", async () => {
  mkdirSync(join(workspace.projectRoot, "pipelines", "quiet"), { recursive: true });
  workspace.write(
    "pipelines/quiet/pipeline.ts",
    `import { node, pipeline } from "trackside";
export const createPipeline = () => pipeline([
  node(() => [{ a: 1 }], null, "kept", { name: "a" }), node(() => 1, null, "loss", { name: "b" }),
]);`,
  );
  workspace.write("conf/base/catalog.yml", artifactsCatalog + metricsCatalog);
  workspace.write("conf/base/mlflow.yml", "tracking: {disable_tracking: {pipelines: [quiet]}}\n");
  await workspace.command("run", "--pipeline", "quiet");
  expect(readFileSync(join(workspace.projectRoot, "data/kept.csv"), "utf8")).toBe("a\n1\n");
  expect(await workspace.reports()).toEqual([]);
});

it("lists them on the command line by their types, and finds nothing wrong with them", async () => {
  workspace.write("conf/base/catalog.yml", artifactsCatalog + metricsCatalog);
  const listed = await workspace.command("catalog", "list");
  expect(listed).toMatch(/^kept +mlflow-artifact +data\/kept\.csv/m);
  expect(listed).toMatch(/^loss +mlflow-metric\b/m);
  expect(listed).not.toContain("cannot be used");
});

it("logs an artifact again whose node need not run, for its outputs are kept", async () => {
  mkdirSync(join(workspace.projectRoot, "pipelines", "kept"), { recursive: true });
  workspace.write(
    "pipelines/kept/pipeline.ts",
    `import { node, pipeline } from "trackside";
export const createPipeline = () => pipeline([
  node(() => { console.log("worked"); return [{ a: 1 }]; }, null, "kept", { name: "a", cache: true }),
  node(() => { console.log("worked"); return { b: 2 }; }, null, "alone", { name: "b", cache: true }),
]);`,
  );
  workspace.write("conf/base/catalog.yml", artifactsCatalog);
  expect(await workspace.command("run", "--pipeline", "kept")).toContain("worked");
  expect(await workspace.command("run", "--pipeline", "kept", "--run-name", "again")).not.toContain("worked");
  await workspace.sync();
  const [id = ""] = await mlflow.runIds("again");
  expect(await mlflow.artifact(id, "reports/north/kept.csv")).toBe("a\n1\n");
  expect(JSON.parse(await mlflow.artifact(id, "alone.json"))).toEqual({ b: 2 });
});
