import { writeFileSync } from "node:fs";
import { join } from "node:path";
import { Workspace } from "../tracking/workspace";
import { filesBelow } from "./project-tree";

interface Finding {
  readonly state: "ok" | "warning" | "problem";
  readonly what: string;
  readonly seen: string;
  readonly fix?: string;
}

let workspace: Workspace;
beforeEach(() => {
  workspace = new Workspace();
  workspace.write("conf/base/parameters.yml", "filter: {at_least: 100}\n");
  workspace.write("conf/base/catalog.yml", "ships: {type: csv, filepath: data/ships.csv}\n");
  workspace.write("data/ships.csv", "id,length\n1,90\n");
  workspace.write(
    "pipelines/ships/pipeline.ts",
    pipelineOf('node(filter, ["ships", "params:filter.at_least"], "long_ships")'),
  );
});
afterEach(() => workspace.close());

function pipelineOf(nodes: string): string {
  return `import { node, pipeline } from "trackside";
     const filter = (ships: object[], atLeast: number) => ships.slice(atLeast);
     export const createPipeline = () => pipeline([${nodes}]);`;
}

/** What doctor finds, and how it exits. */
async function examine(environment: Readonly<Record<string, string>> = {}, ...args: string[]) {
  const command = [workspace.cli, "doctor", "--json", ...args];
  const printed = await workspace
    .execute(process.execPath, command, environment)
    .catch((error: unknown) => (error as Error).message);
  const [, exit = "0", output = ""] = /^(?:exit code (\d+): )?([^]*)$/.exec(printed) ?? [];
  const { findings } = JSON.parse(output) as { readonly findings: readonly Finding[] };
  return { exit: Number(exit), findings, bad: findings.filter(({ state }) => state !== "ok") };
}

it("finds nothing wrong with a project that works, and writes nothing", async () => {
  const before = filesBelow(workspace.projectRoot);
  const { exit, findings } = await examine();
  expect(exit).toBe(0);
  expect(findings.filter(({ what }) => what !== "kernel").every(({ state }) => state === "ok")).toBe(true);
  expect(findings).toEqual(
    expect.arrayContaining([
      { state: "ok", what: "project", seen: expect.stringMatching(/harbour$/) as string },
      { state: "ok", what: "tracking server", seen: expect.stringContaining("the project's own") as string },
      { state: "ok", what: "environment", seen: "conf/base and conf/local" },
      { state: "ok", what: "parameters", seen: "1 in conf/" },
      { state: "ok", what: "catalog", seen: "1 of 1 datasets can be used" },
      { state: "ok", what: "pipelines", seen: "ships" },
      { state: "ok", what: "runs", seen: "none yet" },
    ]),
  );
  expect(filesBelow(workspace.projectRoot)).toEqual(before);
});

it.each<[string, string, string, Partial<Finding>]>([
  [
    "a file that is no YAML",
    "conf/base/parameters.yml",
    "filter: {at_least: 100\n",
    { what: "parameters", seen: expect.stringMatching(/^conf\/base\/parameters\.yml:\d+:\d+/) as string },
  ],
  [
    "a catalog that is no YAML",
    "conf/base/catalog.yml",
    "ships: [\n",
    { what: "catalog", seen: expect.stringMatching(/^conf\/base\/catalog\.yml:\d+:\d+/) as string },
  ],
  [
    "an environment that is broken, though not in use",
    "conf/prod/catalog.yml",
    "ships: [\n",
    { what: "conf/prod", seen: expect.stringMatching(/^conf\/prod\/catalog\.yml/) as string },
  ],
  [
    "an unknown key of mlflow.yml",
    "conf/base/mlflow.yml",
    "tracking: {experimnt: {name: x}}\n",
    { what: "mlflow.yml", seen: expect.stringContaining("experimnt") as string },
  ],
  [
    "a dataset of an unknown type",
    "conf/local/catalog.yml",
    "quays: {type: csvv, filepath: data/quays.csv}\n",
    { what: "dataset", seen: expect.stringContaining("csvv") as string, fix: 'Did you mean "csv"?' },
  ],
  [
    "a file that is not there, and that no node makes",
    "pipelines/ships/pipeline.ts",
    pipelineOf('node(filter, ["quays", "params:filter.at_least"], "long_quays")'),
    { what: "input of filter", seen: 'there is no dataset "quays"' },
  ],
  [
    "a dataset whose file is missing",
    "conf/base/catalog.yml",
    "ships: {type: csv, filepath: data/01_raw/ships.csv}\n",
    { what: "input of filter", seen: expect.stringContaining("data/01_raw/ships.csv") as string },
  ],
  [
    "a parameter that nobody has",
    "pipelines/ships/pipeline.ts",
    pipelineOf('node(filter, ["ships", "params:filter.at_lest"], "long_ships")'),
    {
      what: "input of filter",
      seen: 'there is no parameter "filter.at_lest"',
      fix: 'Did you mean "filter.at_least"?',
    },
  ],
  [
    "a pipeline that does not load",
    "pipelines/ships/pipeline.ts",
    "export const createPipeline = ;\n",
    { what: "pipelines", seen: expect.stringContaining("pipelines/ships/pipeline.ts") as string },
  ],
  [
    "settings that do not load",
    "settings.ts",
    "export const setings = {};\n",
    { what: "environment", seen: expect.stringContaining("settings.ts exports no settings") as string },
  ],
  [
    "a place for records that cannot be written",
    ".trackside",
    "",
    { what: "recording", seen: expect.stringContaining("cannot be written") as string },
  ],
])("exits with 1 for %s", async (_, path, text, finding) => {
  workspace.write(path, text);
  const { exit, bad } = await examine();
  expect(exit).toBe(1);
  expect(bad).toContainEqual(expect.objectContaining({ state: "problem", ...finding }));
});

it("says of an input that only Python reads which node needs it", async () => {
  workspace.write("conf/base/catalog.yml", "ships: {type: pickle.PickleDataset, filepath: data/ships.pickle}\n");
  const { exit, bad } = await examine();
  expect(exit).toBe(1);
  expect(bad).toContainEqual(expect.objectContaining({ state: "warning", what: "dataset" }));
  expect(bad).toContainEqual(expect.objectContaining({ state: "problem", what: "input of filter" }));
});

it("exits with 1 where the tracking server does not answer, or none can be started", async () => {
  const away = await examine({ MLFLOW_TRACKING_URI: "http://127.0.0.1:9" });
  expect(away.exit).toBe(1);
  expect(away.bad).toContainEqual(expect.objectContaining({ state: "problem", what: "tracking server" }));
  const missing = await examine({ TRACKSIDE_MLFLOW: "/nowhere/mlflow" });
  expect(missing.bad).toContainEqual({
    state: "problem",
    what: "tracking server",
    seen: "TRACKSIDE_MLFLOW is /nowhere/mlflow, which cannot be executed",
    fix: expect.stringContaining("pip install mlflow") as string,
  });
});

it("only warns of runs that wait for MLflow", async () => {
  await workspace.run("trackside.mlflow.logMetric('loss', 1)", { MLFLOW_TRACKING_URI: "http://127.0.0.1:9" });
  const { exit, bad } = await examine();
  expect(exit).toBe(0);
  expect(bad).toContainEqual(
    expect.objectContaining({ state: "warning", what: "runs", seen: expect.stringMatching(/^1 of 1 wait/) as string }),
  );
});

it("tells whether Jupyter knows the kernel, and whose copy it is", async () => {
  await workspace.command("kernel", "install", "--prefix", workspace.jupyterPrefix);
  const folder = join(workspace.jupyterPrefix, "share", "jupyter");
  const kernelOf = async () =>
    (await examine({ JUPYTER_DATA_DIR: folder })).findings.find(({ what }) => what === "kernel");
  expect(await kernelOf()).toEqual({ state: "ok", what: "kernel", seen: join(folder, "kernels", "trackside") });
  writeFileSync(join(folder, "kernels", "trackside", "kernel.json"), '{"argv": ["/elsewhere/node"]}');
  expect(await kernelOf()).toMatchObject({
    state: "warning",
    seen: expect.stringContaining("another copy") as string,
    fix: expect.stringContaining("trackside kernel install") as string,
  });
});

it("tells a person line by line, with what to do below", async () => {
  workspace.write("conf/local/catalog.yml", "quays: {type: csvv, filepath: data/quays.csv}\n");
  await expect(workspace.command("doctor")).rejects.toThrow(
    /exit code 1: ok {7}trackside {8}\d.*\n[^]*\nwarning {2}catalog +1 of 2 datasets can be used\nproblem {2}dataset +conf\/local\/catalog\.yml:1:9: dataset "quays" .*\n {9}Did you mean "csv"\?\n/,
  );
});

it("says where there is no project, or no such environment", async () => {
  await expect(workspace.command("doctor", "--project", "/")).rejects.toThrow(/problem {2}project +none at \//);
  const { exit, bad } = await examine({}, "--env", "pord");
  expect(exit).toBe(1);
  expect(bad).toContainEqual(expect.objectContaining({ what: "environment", state: "problem" }));
});
