import type { ChildProcess } from "node:child_process";
import { once } from "node:events";
import { setTimeout as delay } from "node:timers/promises";
import { journalMetrics, MlflowRest, until, Workspace } from "../integration/tracking/workspace";
import { randomFrom } from "../support/fault-proxy";
import { MlflowServer } from "../support/mlflow-server";
import { countPoints, sumOf, syncAll, tell } from "./counted-run";
import { killCount, seed } from "./fault-options";

const writersAtOnce = 3;

/** A script that logs one point after the other, and says on a pipe what the calls have returned for. */
class Writer {
  private said = "";
  private readonly process: ChildProcess;

  constructor(
    workspace: Workspace,
    readonly name: string,
  ) {
    this.process = workspace.start(`
      const { mlflow } = trackside;
      const { writeSync } = require("node:fs");
      mlflow.startRun({ runName: ${JSON.stringify(name)} });
      let step = 0;
      setInterval(() => {
        for (let count = 0; count < 20; count++) mlflow.logMetric("loss", step, { step: step++ });
        writeSync(1, step + "\\n");
      }, 20);
    `);
    this.process.stdout?.on("data", (chunk: Buffer) => (this.said += chunk.toString()));
  }

  /** Points that it was told are recorded, as far as its whole lines say. */
  get recorded(): number {
    return Number(this.said.split("\n").at(-2) ?? 0);
  }

  async kill(): Promise<void> {
    const closed = once(this.process, "close");
    this.process.kill("SIGKILL");
    await closed;
  }
}

let server: MlflowServer;
let workspace: Workspace;
beforeAll(async () => {
  server = await MlflowServer.start();
  workspace = new Workspace({ MLFLOW_TRACKING_URI: server.uri, MLFLOW_HTTP_REQUEST_TIMEOUT: "10" });
});
afterAll(async () => {
  await workspace.close();
  await server.close();
});

it("has each point once, whoever is killed at whatever moment", async () => {
  const random = randomFrom(seed);
  const dead: Writer[] = [];
  let named = 0;
  const start = () => new Writer(workspace, `writer-${named++}`);
  const living = Array.from({ length: writersAtOnce }, start);
  const kills = { writer: 0, shipper: 0, server: 0 };

  for (let count = 0; count < killCount; count++) {
    await delay(100 + random() * 1_500);
    const victim = random();
    if (victim < 0.15) {
      await server.kill();
      await delay(random() * 2_000);
      await server.start();
      kills.server++;
    } else if (victim < 0.55) {
      process.kill(await until("a shipper runs", () => workspace.shipperPid()), "SIGKILL");
      kills.shipper++;
    } else {
      const index = Math.floor(random() * living.length);
      const writer = living[index]!;
      await writer.kill();
      dead.push(writer);
      living[index] = start();
      kills.writer++;
    }
  }
  for (const writer of living) {
    await writer.kill();
    dead.push(writer);
  }

  const reports = await syncAll(workspace);
  const rest = new MlflowRest(server.uri);
  const counts = [];
  for (const { name, recorded } of dead) {
    const report = reports.find((each) => each.name === name);
    // One that was killed before its first call has no run.
    expect({ name, isRecorded: report !== undefined || recorded === 0 }).toEqual({ name, isRecorded: true });
    if (report) {
      const inJournal = journalMetrics(
        workspace.runFolders().find((each) => each.endsWith(report.runId))!,
        "loss",
      );
      expect(inJournal).toBeGreaterThanOrEqual(recorded);
      expect(await rest.runIds(name)).toEqual([report.mlflowRunId]);
      expect((await rest.run(report.mlflowRunId!)).status).toBe("KILLED");
      counts.push(await countPoints(rest, report.mlflowRunId!, "loss", inJournal));
    }
  }
  tell(`${JSON.stringify(kills)} killed, seed ${seed}, ${counts.length} runs`, sumOf(counts));
  expect(sumOf(counts)).toMatchObject({ lost: 0, doubled: 0 });
  expect(sumOf(counts).sent).toBeGreaterThan(0);
});
