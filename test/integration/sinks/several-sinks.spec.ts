import { mkdirSync, readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { MlflowServer } from "../../support/mlflow-server";
import { sharedMlflow } from "../../support/shared-mlflow";
import { blocksOf } from "../docs/documentation-page";
import { MlflowRest, until, Workspace } from "../tracking/workspace";
import { readOnlyRun } from "./tensorboard-events";

/** The sink that the documentation shows, as it stands there. */
const documentedSink = blocksOf("docs/sinks.md").find(({ text }) => text.startsWith("// sinks/metrics-file.ts"))!.text;
const steps = Array.from({ length: 2_500 }, (_, step) => step);

let first: string;
let second: MlflowServer;
let workspace: Workspace;
beforeAll(async () => {
  [first, second] = await Promise.all([sharedMlflow(), MlflowServer.start()]);
});
afterAll(async () => {
  await workspace.close();
  await second.close();
});

async function stepsIn(trackingUri: string): Promise<number[]> {
  const mlflow = new MlflowRest(trackingUri);
  const ids = await mlflow.runIds("evening");
  expect(ids).toHaveLength(1);
  return (await mlflow.history(ids[0]!, "loss")).map(({ step }) => step);
}

it("brings a run to all of its sinks, each once, though one is away for as long as the run lasts", async () => {
  workspace = new Workspace({ MLFLOW_TRACKING_URI: first });
  mkdirSync(join(workspace.projectRoot, "sinks"));
  workspace.write("sinks/metrics-file.ts", documentedSink);
  workspace.write(
    "conf/base/mlflow.yml",
    [
      "tracking:",
      "  run: { name: evening }",
      "  sinks:",
      `    archive: { type: mlflow, tracking_uri: "${second.uri}" }`,
      "    board: { type: tensorboard }",
      "    table: { type: ./sinks/metrics-file.ts, folder: tables }",
      "    broken: { type: ./sinks/missing.ts }",
    ].join("\n"),
  );
  await second.kill();
  await workspace.run(`
    for (let step = 0; step < ${steps.length}; step++) trackside.mlflow.logMetric("loss", 1 / (step + 1), { step });
  `);

  const report = await until("the others have it", async () => {
    const [run] = await workspace.reports();
    const waiting = run?.sinks.filter(({ queued }) => queued > 0).map(({ sink }) => sink);
    return run?.queued === 0 && waiting?.join() === "archive,broken" ? run : null;
  });
  const reasons = await until("the reasons are known", async () => {
    const sinks = (await workspace.reports())[0]?.sinks ?? [];
    const told = Object.fromEntries(sinks.flatMap(({ sink, reason }) => (reason === null ? [] : [[sink, reason]])));
    return "archive" in told && "broken" in told ? told : null;
  });
  expect(report.status).toBe("FINISHED");
  expect(reasons).toEqual({
    archive: expect.stringContaining(new URL(second.uri).host) as string,
    broken: expect.stringContaining("./sinks/missing.ts") as string,
  });
  expect(await stepsIn(first)).toEqual(steps);
  const board = await readOnlyRun(join(workspace.projectRoot, "tensorboard"));
  expect(board.scalars["loss"]?.map(([step]) => step)).toEqual(steps);
  const tables = join(workspace.projectRoot, "tables");
  const table = readFileSync(join(tables, readdirSync(tables)[0]!), "utf8")
    .trimEnd()
    .split("\n");
  expect(table.map((line) => (JSON.parse(line) as { step: number }).step)).toEqual(steps);

  await second.start();
  await until("it has the run too", async () => {
    return (await workspace.reports())[0]?.sinks.every(({ sink, queued }) => queued === 0 || sink === "broken");
  });
  expect(await stepsIn(second.uri)).toEqual(steps);
});
