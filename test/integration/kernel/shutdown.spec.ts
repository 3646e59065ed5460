import { spawnSync } from "node:child_process";
import { once } from "node:events";
import { writeFileSync } from "node:fs";
import { createServer, type AddressInfo } from "node:net";
import { join } from "node:path";
import { setImmediate as nextTurn } from "node:timers/promises";
import { isDeepStrictEqual } from "node:util";
import { TestKernel } from "./test-kernel";

let kernel: TestKernel;

beforeEach(async () => {
  kernel = await TestKernel.start();
});

afterEach(async () => {
  await kernel.dispose();
});

it("tells the observer that the kernel stops, waits for it, and exits", async () => {
  await kernel.execute("1");
  expect(await kernel.shutDown()).toBeLessThan(3);
  expect(kernel.workspace.observed().at(-1)).toEqual({ event: "stopping", restart: false, duringCell: false });
});

it.each([
  ["a synchronous loop", `console.log("running"); while (true);`],
  ["a synchronous loop after an await", `await null; console.log("running"); while (true);`],
])("stops in the middle of %s in less than 3 seconds, having ended the cell", async (_name, code) => {
  const id = kernel.sendExecute(code);
  await kernel.printed(id, "running");
  expect(await kernel.shutDown()).toBeLessThan(3);
  const [ended, , stopping] = kernel.workspace.observed().slice(-3);
  expect(ended).toMatchObject({ event: "ended", status: "interrupted" });
  expect(stopping).toEqual({ event: "stopping", restart: false, duringCell: true });
});

it("starts anew on a restart, with nothing left of the notebook's bindings", async () => {
  await kernel.execute("const before = 1;");
  await kernel.restart();
  expect(kernel.workspace.observed().at(-1)).toMatchObject({ event: "stopping", restart: true });
  const { reply } = await kernel.execute("before");
  expect(reply).toMatchObject({ status: "error", ename: "TypeScriptError", execution_count: 1 });
});

it("takes SIGTERM for a shutdown", async () => {
  const id = kernel.sendExecute(`console.log("running"); await new Promise(() => {});`);
  await kernel.printed(id, "running");
  kernel.signal("SIGTERM");
  expect((await kernel.reply(id))["status"]).toBe("error");
  while (await kernel.isAlive());
  expect(kernel.workspace.observed().at(-1)).toEqual({ event: "stopping", restart: false, duringCell: true });
});

it("tells the observer and lets the last output out when a cell ends the process", async () => {
  const id = kernel.sendExecute(`console.log("farewell"); process.exit(3);`);
  await kernel.printed(id, "farewell");
  while (await kernel.isAlive());
  // only what the observer does at once can still be done
  expect(kernel.workspace.observed().at(-1)).toEqual({ event: "asked to stop", restart: false, duringCell: true });
});

it("stops by itself, also in the middle of a loop, when Jupyter was killed", async () => {
  const id = kernel.sendExecute(`console.log("running"); while (true);`);
  await kernel.printed(id, "running");
  kernel.killClient();
  const stopping = { event: "stopping", restart: false, duringCell: true };
  while (!isDeepStrictEqual(kernel.workspace.observed().at(-1), stopping)) {
    await nextTurn();
  }
});

it("says on stderr that a port is taken, and ends with status 1", async () => {
  const taken = createServer().listen(0, "127.0.0.1");
  await once(taken, "listening");
  const { port } = taken.address() as AddressInfo;
  const file = join(kernel.workspace.folder, "kernel-taken.json");
  const ports = { shell_port: port, iopub_port: port, stdin_port: port, control_port: port, hb_port: port };
  writeFileSync(file, JSON.stringify(ports));
  const { status, stderr } = spawnSync(process.execPath, [...kernel.workspace.command, file], { encoding: "utf8" });
  taken.close();
  expect(stderr).toContain("cannot serve Jupyter: Address already in use");
  expect(status).toBe(1);
});
