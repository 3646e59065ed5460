import { readFileSync } from "node:fs";
import { join } from "node:path";
import { once } from "node:events";
import { sharedMlflow } from "../../support/shared-mlflow";
import { MlflowRest, until, Workspace } from "../tracking/workspace";

let trackingUri: string;
let mlflow: MlflowRest;
let workspace: Workspace;
beforeAll(async () => {
  trackingUri = await sharedMlflow();
  mlflow = new MlflowRest(trackingUri);
});
beforeEach(() => {
  workspace = new Workspace({ MLFLOW_TRACKING_URI: trackingUri });
  write("conf/base/parameters.yml", "filter: {at_least: 100}\n");
  write("conf/prod/parameters.yml", "filter: {at_least: 200}\n");
  write(
    "conf/base/catalog.yml",
    'ships: {type: csv, filepath: data/ships.csv}\n"long_{name}": {type: csv, filepath: "data/long_{name}.csv"}\n',
  );
  write("data/ships.csv", "id,length\n1,90\n2,120\n3,300\n");
  write(
    "pipelines/ships/pipeline.ts",
    `import { mlflow, node, pipeline } from "trackside";
     type Ship = { length: number };
     const filter = (ships: Ship[], atLeast: number) => ships.filter((ship) => ship.length >= atLeast);
     const count = (ships: Ship[]) => { mlflow.logMetric("ships", ships.length); return { total: ships.length }; };
     export const createPipeline = () => pipeline([
       node(filter, ["ships", "params:filter.at_least"], "long_ships"),
       node(count, "long_ships", "count_metrics", { tags: ["report"] }),
     ]);`,
  );
});
afterEach(() => workspace.close());

const write = (path: string, text: string) => workspace.write(path, text);

const written = () => readFileSync(join(workspace.projectRoot, "data/long_ships.csv"), "utf8");

async function runOf(name: string) {
  const [id] = await mlflow.runIds(name);
  return mlflow.run(id ?? "no run");
}

it("runs a pipeline as a run of its own, which is in MLflow when the command ends", async () => {
  const printed = await workspace.command("run", "--run-name", "whole", "--params", "filter.at_least=110");
  expect(printed).toMatch(/2 nodes to run\n\[1\/2\] filter \d+ ms\n\[2\/2\] count \d+ ms\n/);
  expect(printed).toMatch(/run "whole" [0-9a-f]{32} FINISHED\nIt is in MLflow\.\n$/);
  expect(written()).toBe("id,length\n2,120\n3,300\n");
  expect(await runOf("whole")).toMatchObject({
    status: "FINISHED",
    params: { "filter.at_least": "110" },
    metrics: { ships: 2, total: 2, "node/count/rows/long_ships": 2 },
    tags: {
      "trackside.pipeline": "__default__",
      "trackside.command": "trackside run --run-name whole --params filter.at_least=110",
    },
  });
});

it("runs what is selected, in the environment that is asked for", async () => {
  await workspace.command("run", "-p", "ships", "--to-nodes", "filter", "--env", "prod", "--run-name", "selected");
  expect(written()).toBe("id,length\n3,300\n");
  const printed = await workspace.command("run", "--tags", "report", "--run-name", "tagged");
  expect(printed).toMatch(/1 node to run\n\[1\/1\] count/);
  const again = await workspace.command("run", "--only-missing-outputs", "--run-name", "missing");
  expect(again).toMatch(/1 node to run\n\[1\/1\] count/);
  expect(await runOf("selected")).toMatchObject({
    params: { "filter.at_least": "200" },
    tags: { "trackside.environment": "prod", "trackside.pipeline": "ships" },
  });
});

it("gives nodes the parameters of the command line, nested and typed, and records a command that can be given again", async () => {
  write(
    "conf/base/parameters.yml",
    "train: {depth: 1, rate: 1, tags: [], deep: {open: false}}\nport: x\nlogin: {password: none}\n",
  );
  write(
    "pipelines/train/pipeline.ts",
    `import { node } from "trackside";
     const tell = (train: object, port: string) => { console.log(JSON.stringify({ train, port })); return { told: 1 }; };
     export const pipeline = node(tell, ["params:train", "params:port"], "told_metrics", { name: "tell" });`,
  );
  const options = [
    ...["-p", "train", "--env", "prod", "--runner", "concurrent", "--workers", "2", "--run-name", 'typed & "told"'],
    ...["--params", "train.depth=8,train.rate=1e-3,train.tags=[a, 2],train.deep={open: yes, at: 2026-11-24}"],
    ...["--params=port=Hoek van Holland,login.password=hunter2"],
  ];
  const told =
    '{"train":{"depth":8,"rate":0.001,"tags":["a",2],"deep":{"open":true,"at":"2026-11-24"}},"port":"Hoek van Holland"}';
  expect(await workspace.command("run", ...options)).toContain(told);
  const [id = ""] = await mlflow.runIds('typed & "told"');
  const { params, tags } = await mlflow.run(id);
  expect(params).toMatchObject({ train: expect.stringContaining('"depth":8') as string, port: "Hoek van Holland" });
  const command = String(tags["trackside.command"]);
  expect(JSON.stringify([params, tags])).not.toContain("hunter2");
  const bin = join(__dirname, "../../../node_modules/.bin");
  const again = await workspace.execute("bash", ["-c", command.replace("*** (masked)", "hunter2")], {
    PATH: `${bin}:${process.env["PATH"] ?? ""}`,
  });
  expect(again).toContain(told);
  expect(await mlflow.runIds('typed & "told"')).toHaveLength(2);
});

it.each(["sequential", "concurrent", "parallel", "ParallelRunner"])(
  "runs all the same with the %s runner",
  async (runner) => {
    expect(await workspace.command("run", "--wait", "0", "--runner", runner, "--workers", "2")).toMatch(
      /\[2\/2\] count/,
    );
    expect(written()).toBe("id,length\n2,120\n3,300\n");
  },
);

it("lets what does not need a failed node go on with --keep-going", async () => {
  write(
    "pipelines/storm/pipeline.ts",
    `import { node, pipeline } from "trackside";
     const storm = () => { throw new Error("storm"); };
     export const createPipeline = () => pipeline([
       node(storm, null, "forecast", { name: "forecast" }),
       node((forecast: object) => forecast, "forecast", "warning", { name: "warn" }),
       node(() => [{ berth: 1 }], null, "berths", { name: "berth" }),
     ]);`,
  );
  await expect(workspace.command("run", "-p", "storm", "--wait", "0", "--keep-going")).rejects.toThrow(
    /\[1\/3\] forecast FAILED [^]*\[2\/3\] berth [^]*trackside: 1 node failed: .*; skipped for it: warn/,
  );
  const stopped = await workspace.command("run", "-p", "storm", "--wait", "0").catch(String);
  expect(stopped).not.toContain("berth");
});

describe("in a terminal", () => {
  const inTerminal = (...variables: string[]) => {
    const script = join(__dirname, "in_terminal.py");
    const clean = ["FORCE_COLOR", "NO_COLOR", "CI"].flatMap((name) => ["-u", name]);
    const command = [process.execPath, workspace.cli, "run", "--wait", "0"];
    return workspace.execute("python", [script, "env", ...clean, "TERM=xterm-256color", ...variables, ...command]);
  };

  it("draws a bar, in colour, and leaves the lines", async () => {
    const printed = await inTerminal();
    expect(printed).toContain("\u001b[36m████████████░░░░░░░░░░░░ count");
    expect(printed).toMatch(/\[2\/2\] count \d+ ms\r\n/);
  });

  it("draws it without colour where NO_COLOR asks for that", async () => {
    const printed = await inTerminal("NO_COLOR=1");
    expect(printed).toContain("████████████░░░░░░░░░░░░ count");
    expect(printed).not.toContain("\u001b[3");
  });

  it("prints plain lines in CI", async () => {
    expect(await inTerminal("CI=true")).toMatch(
      /^2 nodes to run\r\n\[1\/2\] filter \d+ ms\r\n\[2\/2\] count \d+ ms\r\nrun /,
    );
  });
});

it("has a help that names every option", async () => {
  const help = await workspace.command("run", "--help");
  const options = help.match(/^ {2}(?:-\w, )?--[\w-]+/gm)?.map((option) => option.trim());
  expect(options).toEqual([
    ...["-p, --pipeline", "-n, --nodes", "--from-nodes", "--to-nodes", "--from-inputs", "--to-outputs"],
    ...["-t, --tags", "--namespaces", "--only-missing-outputs", "--resume", "--params", "--load-versions"],
    ...["-r, --runner", "--workers", "--keep-going", "--run-name", "--wait", "-e, --env", "--project", "-h, --help"],
  ]);
});

it("ends the run as FAILED with the node's error, and exits with 1", async () => {
  write(
    "pipelines/bad/pipeline.ts",
    `import { node } from "trackside";
     export const pipeline = node(() => { throw new Error("low tide"); }, null, "x", { name: "bad", retries: 1 });`,
  );
  const command = workspace.command("run", "-p", "bad", "--run-name", "failing");
  await expect(command).rejects.toThrow(
    /exit code 1: 1 node to run\n\[0\/1\] bad failed after .*once more\n\[1\/1\] bad FAILED after .*\nrun "failing" .* FAILED\n.*\n.* --resume \w+ runs only what is left\.\ntrackside: node "bad" failed: Error: low tide/,
  );
  expect(await runOf("failing")).toMatchObject({ status: "FAILED" });
});

it("resumes a run that failed: what it completed and what has not changed since is left out", async () => {
  const broken = (fails: boolean) => `import { node, pipeline } from "trackside";
     const keep = (ships: unknown[]) => ships.slice(1);
     const count = (ships: unknown[]) => { if (${String(fails)}) throw new Error("low tide"); return { total: ships.length }; };
     export const createPipeline = () => pipeline([
       node(keep, "ships", "long_ships", { name: "keep" }), node(count, "long_ships", "count_metrics"),
     ]);`;
  write("pipelines/ships/pipeline.ts", broken(true));
  await expect(workspace.command("run", "--run-name", "first")).rejects.toThrow("low tide");
  const runId = (await workspace.reports())[0]?.runId ?? "";
  const again = await workspace.command("run", "--resume", runId, "--run-name", "same", "--keep-going").catch(String);
  expect(again).toMatch(/1 node is still as the run left them\n[^]*\[1\/1\] count FAILED/);
  write("pipelines/ships/pipeline.ts", broken(false));
  const mended = await workspace.command("run", "--resume", runId, "--run-name", "mended");
  expect(mended).toMatch(/2 nodes to run/);
  const { runId: last } = (await workspace.reports()).find(({ name }) => name === "mended")!;
  expect(await workspace.command("run", "--resume", last, "--run-name", "nothing")).toMatch(
    /0 nodes to run\n2 nodes are still as the run left them\n/,
  );
  expect(await runOf("mended")).toMatchObject({ status: "FINISHED", tags: { "trackside.resumed_from": runId } });
  await expect(workspace.command("run", "--resume", "nope")).rejects.toThrow(/no record of a run nope/);
});

it("ends the run as KILLED when it is interrupted in a loop that never yields", async () => {
  write(
    "pipelines/endless/pipeline.ts",
    `import { mlflow, node } from "trackside";
     const spin = () => { mlflow.logMetric("started", 1); for (;;); };
     export const pipeline = node(spin, null, "x", { name: "spin" });`,
  );
  const child = workspace.startCommand("run", "-p", "endless", "--run-name", "endless");
  await until("the node is at work", async () => {
    const [id] = await mlflow.runIds("endless");
    return id !== undefined && (await mlflow.run(id)).metrics["started"] === 1;
  });
  child.kill("SIGINT");
  expect(await once(child, "exit")).toEqual([1, null]);
  expect(await runOf("endless")).toMatchObject({ status: "KILLED" });
});

it.each([
  [["-p", "shps"], /the project has no pipeline "shps"\nDid you mean "ships"\?/],
  [["--from-nodes", "filtr"], /Did you mean "filter"\?/],
  [["--params", "filter.at_lest=1"], /Did you mean "filter\.at_least"\?/],
  [["--params", "depth"], /"depth" is not key=value/],
  [["--env", "pord"], /there is no environment "pord".*\nDid you mean "prod"\?/],
  [["--runner", "parralel"], /sequential/],
])("says what is wrong with %j before anything runs", async (args, problem) => {
  await expect(workspace.command("run", "--wait", "0", ...args)).rejects.toThrow(problem);
  expect(await workspace.reports()).toEqual([]);
});
