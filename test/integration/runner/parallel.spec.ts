import { once } from "node:events";
import { existsSync, mkdirSync } from "node:fs";
import { join } from "node:path";
import { sharedMlflow } from "../../support/shared-mlflow";
import { journalMetrics, MlflowRest, until, Workspace } from "../tracking/workspace";

let trackingUri: string;
let mlflow: MlflowRest;
let workspace: Workspace;
beforeAll(async () => {
  trackingUri = await sharedMlflow();
  mlflow = new MlflowRest(trackingUri);
});
beforeEach(() => {
  workspace = new Workspace({ MLFLOW_TRACKING_URI: trackingUri });
  mkdirSync(join(workspace.projectRoot, "pipelines", "harbour"), { recursive: true });
  workspace.write("conf/base/parameters.yml", "depth: 3\nzone: 1\n");
  workspace.write("pipelines/harbour/pipeline.ts", pipelineFile);
});
afterEach(() => workspace.close());

const points = 1500;

/** Eight nodes, the last of which takes what the others made; one may end its thread half-way, another never ends. */
const pipelineFile = `
import { mlflow, node, params, pipeline } from "trackside";

mlflow.setTag("loaded", "yes");

const work = (name: string) => () => {
  mlflow.logParam("param_" + name, name);
  for (let step = 0; step < ${points}; step++) {
    mlflow.logMetric("loss_" + name, step, { step });
    if (step === ${points / 2} && process.env.ENDING === name) process.exit(1);
  }
  for (let step = ${points}; process.env.ENDLESS === name; step++) {
    mlflow.logMetric("loss_" + name, step, { step });
    Atomics.wait(new Int32Array(new SharedArrayBuffer(4)), 0, 0, 1);
  }
  mlflow.logText(name, "texts/" + name + ".txt");
  console.log("done", name);
  return params<number>("depth");
};
const names = ["a", "b", "c", "d", "e", "f", "g"];
export const createPipeline = () => pipeline([
  ...names.map((name) => node(work(name), null, name, { name: "node_" + name })),
  node((...all: number[]) => work("h")() + all.length, names, "h", { name: "node_h" }),
]);
`;

const script = (options = "") => `(async () => {
  trackside.mlflow.logParam("param_main", "main");
  await trackside.run("harbour", { runner: "parallel", workers: 2, ${options} }).catch((error) => console.log(error.message));
})()`;

async function recorded(name: string) {
  const [id = ""] = await mlflow.runIds(name);
  return { id, run: await mlflow.run(id), loss: (node: string) => mlflow.history(id, `loss_${node}`) };
}

const steps = (count: number) => Array.from({ length: count }, (_, step) => ({ step, value: step }));

it("brings what nodes log in worker threads into the run of the main thread, each once", async () => {
  workspace.write("conf/base/mlflow.yml", "tracking: {run: {name: of_workers}}\n");
  const output = await workspace.run(script());
  const [report] = await workspace.sync();
  expect(report).toMatchObject({ status: "FINISHED", queued: 0, rejected: [] });
  const { id, run, loss } = await recorded("of_workers");
  const nodes = [..."abcdefgh"];
  expect(output.match(/^done \w$/gm)?.sort()).toEqual(nodes.map((name) => `done ${name}`));
  expect(run.status).toBe("FINISHED");
  expect(run.params).toEqual({
    param_main: "main",
    depth: "3",
    ...Object.fromEntries(nodes.map((name) => [`param_${name}`, name])),
  });
  expect(run.tags).toMatchObject({ loaded: "yes", "trackside.pipeline": "harbour" });
  for (const name of nodes) {
    expect(await loss(name)).toEqual(steps(points));
    expect(await mlflow.artifact(id, `texts/${name}.txt`)).toBe(name);
  }
  expect(await mlflow.runIds("node_a")).toEqual([]);
  expect(workspace.runFolders()).toHaveLength(1);
});

it("keeps what a node logged whose thread dies, and lets the others go on", async () => {
  workspace.write("conf/base/mlflow.yml", "tracking: {run: {name: ending}}\n");
  const output = await workspace.run(script("keepGoing: true"), { ENDING: "c" });
  await workspace.sync();
  expect(output).toContain('node "node_c": the worker thread that ran it died');
  const { id, run, loss } = await recorded("ending");
  expect(run.status).toBe("FINISHED");
  expect(await loss("c")).toEqual(steps(points / 2 + 1));
  for (const name of "abdefg") {
    expect(await loss(name)).toEqual(steps(points));
  }
  expect(run.metrics).not.toHaveProperty("loss_h");
  const [traceback] = await mlflow.artifactPaths(id, "tracebacks");
  expect(await mlflow.artifact(id, traceback ?? "")).toContain("worker exited with code: 1");
});

it("ends the run as KILLED, with every whole record of the workers, when the process is killed", async () => {
  workspace.write("conf/base/mlflow.yml", "tracking: {run: {name: killed}}\n");
  const runs = join(workspace.projectRoot, ".trackside", "runs");
  const child = workspace.start(script(), { ENDLESS: "a" });
  const runFolder = await until("its folder is there", () =>
    existsSync(runs) ? workspace.runFolders()[0] : undefined,
  );
  await until("it is in its loop", () => journalMetrics(runFolder, "loss_a") > points + 100);
  child.kill("SIGKILL");
  await once(child, "close");
  await workspace.sync();
  const { run, loss } = await recorded("killed");
  expect(run.status).toBe("KILLED");
  expect(await loss("a")).toEqual(steps(journalMetrics(runFolder, "loss_a")));
});

it("records into the runs of nodes where mlflow.yml asks for such", async () => {
  workspace.write("conf/base/mlflow.yml", "tracking: {nested: node, run: {name: nested}}\n");
  await workspace.run(script('nodes: ["node_a", "node_b"]'));
  await workspace.sync();
  for (const name of "ab") {
    const { run, loss } = await recorded(`node_${name}`);
    expect(run).toMatchObject({ status: "FINISHED", params: { [`param_${name}`]: name, depth: "3" } });
    expect(await loss(name)).toEqual(steps(points));
  }
});

it("opens one attempt for a param that several workers find changed, and loses nothing of the attempt before", async () => {
  workspace.write("conf/base/mlflow.yml", "tracking: {run: {name: attempts}}\n");
  workspace.write(
    "pipelines/harbour/pipeline.ts",
    `import { mlflow, node, params, pipeline } from "trackside";
    const work = (name: string) => () => {
      mlflow.logMetric("before_" + name, params<number>("zone"));
      const depth = params<number>("depth");
      for (let step = 0; step < 100; step++) mlflow.logMetric("after_" + name, depth, { step });
      return depth;
    };
    export const createPipeline = () =>
      pipeline([..."abcd"].map((name) => node(work(name), null, name, { name: "node_" + name })));`,
  );
  const output = await workspace.run(`(async () => {
    for (const depth of [3, 5, 6]) {
      const { outputs } = await trackside.run("harbour", { runner: "parallel", workers: 2, params: { depth, zone: 1 } });
      console.log(JSON.stringify(outputs));
    }
  })()`);
  expect(output).toContain('"a":6');
  const reports = await workspace.sync();
  expect(reports.map(({ status, rejected }) => ({ status, rejected }))).toEqual(
    Array(3).fill({ status: "FINISHED", rejected: [] }),
  );
  const names = ["attempts", "attempts #2", "attempts #3"];
  const runs = await Promise.all(names.map(recorded));
  expect(runs.map(({ run }) => run.params)).toEqual([3, 5, 6].map((depth) => ({ depth: String(depth), zone: "1" })));
  for (const name of "abcd") {
    const before = await Promise.all(runs.map(({ id }) => mlflow.history(id, `before_${name}`)));
    expect(before.flat()).toHaveLength(3);
    for (const [index, depth] of [3, 5, 6].entries()) {
      const after = await mlflow.history(runs[index]!.id, `after_${name}`);
      expect(after).toEqual(Array.from({ length: 100 }, (_, step) => ({ step, value: depth })));
    }
  }
});
