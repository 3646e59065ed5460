import { spawn, type ChildProcess } from "node:child_process";
import { once } from "node:events";
import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { findFreePort } from "../../../kernel-helpers/src/tracking-server";
import { journalMetrics, MlflowRest, until, Workspace } from "./workspace";

let workspace: Workspace;
beforeAll(() => {
  workspace = new Workspace();
});
afterAll(() => workspace.close());

/** The report on the run of this name, once all is in MLflow. */
async function delivered(name: string) {
  const report = (await workspace.sync()).find((run) => run.name === name);
  return { report: report!, rest: new MlflowRest(report!.trackingUri), id: report!.mlflowRunId! };
}

const named = (name: string) => {
  workspace.write("conf/base/mlflow.yml", `tracking:\n  run:\n    name: ${name}\n`);
};

it("brings all that a script records into the project's own MLflow", async () => {
  named("whole");
  await workspace.run(`
    const { mlflow } = trackside;
    mlflow.logParams({ lr: 0.1, layers: [8, 4], name: "größe 💤" });
    for (let step = 0; step < 2500; step++) mlflow.logMetric("train/loss", step === 7 ? NaN : 1 / (step + 1), { step });
    mlflow.logMetrics({ f1: 0.5, recall: 0.25 }, { step: 3 });
    mlflow.setTags({ stage: "exploration", twice: 1 });
    mlflow.setTag("twice", 2);
    mlflow.logText("# Hello", "reports/summary.md");
    mlflow.logArtifact("conf", "project");
  `);
  const { rest, id, report } = await delivered("whole");
  expect(report).toMatchObject({ status: "FINISHED", queued: 0, rejected: [] });
  const run = await rest.run(id);
  expect(run).toMatchObject({
    status: "FINISHED",
    name: "whole",
    params: { lr: "0.1", layers: "[8,4]", name: "größe 💤" },
    metrics: { f1: 0.5, recall: 0.25 },
    tags: { stage: "exploration", twice: "2", "mlflow.source.type": "LOCAL", "trackside.run_id": report.runId },
  });
  const history = await rest.history(id, "train/loss");
  expect(history.map(({ step }) => step)).toEqual(Array.from({ length: 2500 }, (_, step) => step));
  expect(history[7]!.value).toBe("NaN");
  expect(await rest.artifact(id, "reports/summary.md")).toBe("# Hello");
  expect(await rest.artifact(id, "project/base/mlflow.yml")).toContain("name: whole");
});

it("ends a run as KILLED with every whole record when its writer is killed in a loop", async () => {
  named("killed");
  const script = workspace.start(`
    for (let step = 0; ; step++) {
      trackside.mlflow.logMetric("loss", step, { step });
      if (step === 3000) console.log("going");
    }
  `);
  await until("it runs", () => new Promise<boolean>((resolve) => script.stdout!.once("data", () => resolve(true))));
  script.kill("SIGKILL");
  const killedAt = Date.now();
  const report = await until("it is ended", async () => {
    const { runs } = JSON.parse(await workspace.command("status", "--json")) as {
      runs: { name: string; status: string }[];
    };
    return runs.find((run) => run.name === "killed" && run.status === "KILLED");
  });
  expect(report).toBeDefined();
  expect(Date.now() - killedAt).toBeLessThan(10_000);
  const { rest, id, report: whole } = await delivered("killed");
  const folder = workspace.runFolders().find((each) => each.endsWith(whole.runId))!;
  const history = await rest.history(id, "loss");
  expect((await rest.run(id)).status).toBe("KILLED");
  expect(history).toHaveLength(journalMetrics(folder, "loss"));
  expect(history.length).toBeGreaterThan(3000);
  expect(history.every(({ step }, index) => step === index)).toBe(true);
});

it("leaves the interrupt key to a script that it records: who listens has every node called in a slower way", async () => {
  const output = await workspace.run(`
    trackside.mlflow.logParam("lr", 0.1);
    setImmediate(() => process.stdout.write(String(process.listenerCount("SIGINT"))));
  `);
  expect(output).toBe("0");
});

it("ends a script that fails as FAILED", async () => {
  named("failing");
  await expect(workspace.run(`trackside.mlflow.logMetric("a", 1); throw new Error("on purpose");`)).rejects.toThrow(
    "on purpose",
  );
  const { rest, id } = await delivered("failing");
  expect((await rest.run(id)).status).toBe("FAILED");
});

it("keeps both values when a param changes: a second attempt with all the others", async () => {
  named("attempts");
  await workspace.run(`
    const { mlflow } = trackside;
    mlflow.logParams({ depth: 4, lr: 0.1 });
    mlflow.logMetric("f1", 0.5);
    mlflow.logParam("depth", 8);
    mlflow.logMetric("f1", 0.75);
  `);
  const first = await delivered("attempts");
  const second = await delivered("attempts #2");
  expect(await first.rest.run(first.id)).toMatchObject({ params: { depth: "4", lr: "0.1" }, metrics: { f1: 0.5 } });
  expect(await second.rest.run(second.id)).toMatchObject({
    params: { depth: "8", lr: "0.1" },
    metrics: { f1: 0.75 },
    tags: { "mlflow.parentRunId": first.id },
  });
});

it("starts runs by hand as children, and keeps to MLflow's rule that their params never change", async () => {
  named("parent");
  const output = await workspace.run(`
    const { mlflow } = trackside;
    mlflow.logParam("a", 1);
    mlflow.startRun({ runName: "child" });
    mlflow.logParam("a", 2);
    try { mlflow.logParam("a", 3); } catch (error) { console.log(error.message); }
    try { mlflow.startRun(); } catch (error) { console.log(error.message); }
    mlflow.startRun({ runName: "grandchild", nested: true });
    mlflow.endRun();
    mlflow.endRun("FAILED");
    console.log(mlflow.activeRun().name);
  `);
  expect(output).toContain('param "a" of the run "child" is "2" and cannot become "3"');
  expect(output).toContain('the run "child" is still active');
  expect(output.trim().split("\n").at(-1)).toBe("parent");
  const [parent, child, grandchild] = [
    await delivered("parent"),
    await delivered("child"),
    await delivered("grandchild"),
  ];
  expect(await child.rest.run(child.id)).toMatchObject({ status: "FAILED", tags: { "mlflow.parentRunId": parent.id } });
  expect(await grandchild.rest.run(grandchild.id)).toMatchObject({ tags: { "mlflow.parentRunId": child.id } });
});

it("sets one refused record aside, with MLflow's reason, and delivers the rest", async () => {
  named("refused");
  // The journal of a run that was written by something else than the recorder, which would have refused this.
  await workspace.run(`
    const { mlflow } = trackside;
    mlflow.logMetric("good", 1);
    const fs = require("node:fs"), zlib = require("node:zlib"), path = require("node:path");
    const folder = ".trackside/runs/" + mlflow.activeRun().runId;
    const json = JSON.stringify({ type: "metric", key: "bad*key", value: 1, step: 0, time: 1 });
    fs.appendFileSync(path.join(folder, fs.readdirSync(folder).find((name) => name.endsWith(".journal"))),
      zlib.crc32(json).toString(16).padStart(8, "0") + " " + json + "\\n");
    mlflow.logMetric("also-good", 2);
  `);
  const { rest, id, report } = await delivered("refused");
  expect(report.rejected).toEqual([{ what: "metric bad*key", reason: expect.stringContaining("bad*key") }]);
  expect((await rest.run(id)).metrics).toEqual({ good: 1, "also-good": 2 });
});

it("goes on without loss or double when the shipper is killed on the way", async () => {
  named("shipper-killed");
  const script = workspace.start(`
    const { mlflow } = trackside;
    let step = 0;
    const timer = setInterval(() => {
      for (let end = step + 500; step < end; step++) mlflow.logMetric("points", step, { step });
      if (step === 10000) clearInterval(timer);
    }, 100);
    process.once("SIGTERM", () => process.exit(0));
    setInterval(() => undefined, 1000);
  `);
  const exited = new Promise((resolve) => script.once("exit", resolve));
  for (let kills = 0; kills < 3; kills++) {
    const pid = await until("a shipper runs", () => workspace.shipperPid());
    process.kill(pid, "SIGKILL");
    await until("it is gone", () => workspace.shipperPid() !== pid);
  }
  await until("it has logged all", () =>
    workspace.runFolders().some((folder) => journalMetrics(folder, "points") === 10_000),
  );
  script.kill("SIGTERM");
  await exited;
  const { rest, id } = await delivered("shipper-killed");
  const history = await rest.history(id, "points");
  expect(history.map(({ step }) => step)).toEqual(Array.from({ length: 10_000 }, (_, step) => step));
});

it("warns of a broken mlflow.yml, and tracks all the same", async () => {
  workspace.write("conf/base/mlflow.yml", "tracking:\n  run:\n    nam: x\n");
  const output = await workspace.run(`trackside.mlflow.logParam("a", 1);`);
  expect(output).toMatch(/conf\/base\/mlflow\.yml.*:3/);
  expect(output).toContain("nam");
  expect(output).toContain("the project's own MLflow server");
  expect((await workspace.sync()).at(-1)).toMatchObject({ status: "FINISHED", queued: 0 });
});

describe("with a tracking server elsewhere", () => {
  let server: ChildProcess | undefined;
  afterAll(async () => {
    if (server?.pid) {
      // The server's workers are in its process group.
      process.kill(-server.pid, "SIGTERM");
      await once(server, "exit");
    }
  });

  it("loses nothing when the server comes up only after the session", async () => {
    const port = await findFreePort();
    const uri = `http://127.0.0.1:${port}`;
    workspace.write(
      "conf/base/mlflow.yml",
      `server:\n  mlflow_tracking_uri: ${uri}\ntracking:\n  run:\n    name: late\n`,
    );
    await workspace.run(`for (let step = 0; step < 1500; step++) trackside.mlflow.logMetric("loss", step, { step });`);
    await until("the outage is told", async () => (await workspace.command("status")).includes("does not answer"));
    server = spawn(
      "mlflow",
      [
        "server",
        "--backend-store-uri",
        `sqlite:///${join(workspace.runtimeDirectory, "late.db")}`,
        "--port",
        String(port),
        "--workers",
        "1",
      ],
      {
        cwd: workspace.runtimeDirectory,
        // Jest's own copy, in which the project's Python environment is on the PATH.
        env: process.env,
        stdio: "ignore",
        detached: true,
      },
    );
    const { rest, id, report } = await delivered("late");
    expect(report.trackingUri).toBe(uri);
    expect(await rest.history(id, "loss")).toHaveLength(1500);
    expect((await rest.run(id)).status).toBe("FINISHED");
  });

  it("writes no credential of its address to disk", async () => {
    named("credentials");
    await workspace.run(`trackside.mlflow.logParam("a", 1);`, { MLFLOW_TRACKING_URI: "http://ann:s3cret@127.0.0.1:9" });
    const journals = workspace.runFolders().flatMap((folder) => [journalOf(folder)]);
    expect(journals.join()).toContain("http://127.0.0.1:9");
    expect(journals.join()).not.toContain("s3cret");
  });
});

function journalOf(folder: string): string {
  const name = readdirSync(folder).find((each) => each.endsWith(".journal"));
  return readFileSync(join(folder, name!), "utf8");
}
