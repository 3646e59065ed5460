import { once } from "node:events";
import { chmodSync, existsSync, mkdirSync, readdirSync, readFileSync, writeFileSync } from "node:fs";
import { join, resolve } from "node:path";
import { identityOf, isAlive, readJsonFile, type ProcessIdentity } from "../../../kernel-helpers/src/runtime";
import { removeFolder } from "../../support/remove-folder.mjs";
import { until, Workspace } from "../tracking/workspace";

const holding = resolve(__dirname, "../../support/held-shipper.cjs");

let workspace: Workspace;
let shipperGoes: string;
beforeEach(() => {
  workspace = new Workspace();
  shipperGoes = join(workspace.runtimeDirectory, "go");
});
afterEach(() => workspace.close());

/** What the project's server is found by. */
const stateFile = () => join(workspace.projectRoot, ".trackside", "tracking-server.json");

const code = "trackside.mlflow.logParam('lr', 0.1);";

/** A script too short to reach the shipper that it starts, and that shipper, held before it listens. */
async function startHeldShipper(): Promise<ProcessIdentity> {
  await workspace.run(code, { NODE_OPTIONS: `--require ${holding}`, HELD_SHIPPER_GOES: shipperGoes });
  const held = `${shipperGoes}.held`;
  const pid = await until("the shipper is held", () => existsSync(held) && readFileSync(held, "utf8"));
  return identityOf(Number(pid));
}

it("stops a shipper that was started and does not listen yet", async () => {
  const shipper = await startHeldShipper();
  const stop = workspace.startCommand("stop");
  const ended = once(stop, "close");
  let said = "";
  stop.stdout!.on("data", (chunk: Buffer) => (said += chunk.toString()));
  await Promise.race([once(stop.stderr!, "data"), ended]);
  writeFileSync(shipperGoes, "");
  await ended;
  expect(said).toBe("stopped\n");
  expect(isAlive(shipper)).toBe(false);
});

it("waits for no shipper that was killed while it started", async () => {
  const shipper = await startHeldShipper();
  process.kill(shipper.pid, "SIGKILL");
  await until("it is gone", () => !isAlive(shipper));
  expect(await workspace.command("stop")).toBe("nothing was running\n");
});

it("ends a tracking server that is still starting, and calls that no outage", async () => {
  const slowServer = join(workspace.runtimeDirectory, "mlflow");
  writeFileSync(slowServer, "#!/bin/sh\nexec sleep 600\n");
  chmodSync(slowServer, 0o755);
  await workspace.run(code, { TRACKSIDE_MLFLOW: slowServer });
  const server = await until("the server starts", () => readJsonFile<{ process: ProcessIdentity }>(stateFile()));
  expect(await workspace.command("stop")).toBe("stopped\n");
  expect(isAlive(server.process)).toBe(false);
  expect(await workspace.reports()).toMatchObject([{ queued: 3, reason: null }]);
});

it("ends the tracking server of a project whose files were deleted", async () => {
  await workspace.run(code);
  await workspace.sync();
  const { process: server } = readJsonFile<{ process: ProcessIdentity }>(stateFile())!;
  await removeFolder(workspace.projectRoot);
  // a command needs a folder to start in
  mkdirSync(workspace.projectRoot);
  expect(await workspace.command("stop")).toBe("stopped\n");
  expect(isAlive(server)).toBe(false);
  expect(readdirSync(workspace.projectRoot)).toEqual([]);
});
