import { spawn } from "node:child_process";
import { once } from "node:events";
import { mkdtempSync, rmSync, statSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { addKernelRun, identityOf, isAlive, kernelRuns, runtimeDirectory } from "../../../kernel-helpers/src/runtime";

let directory: string;
beforeEach(() => {
  directory = mkdtempSync(join(tmpdir(), "trackside-runtime-"));
  process.env["TRACKSIDE_RUNTIME_DIR"] = directory;
});
afterEach(() => {
  delete process.env["TRACKSIDE_RUNTIME_DIR"];
  rmSync(directory, { recursive: true, force: true });
});

it("keeps others out of the runtime folder", () => {
  expect(statSync(runtimeDirectory()).mode & 0o777).toBe(0o700);
});

it("keeps the socket's path within what the system takes", () => {
  process.env["TRACKSIDE_RUNTIME_DIR"] = join(directory, "x".repeat(200));
  expect(runtimeDirectory().length).toBeLessThanOrEqual(80);
});

it("remembers which runs a kernel opened", () => {
  expect(kernelRuns("kernel-1")).toEqual([]);
  addKernelRun("kernel-1", { projectRoot: "/p", runId: "a" });
  addKernelRun("kernel-1", { projectRoot: "/p", runId: "b" });
  expect(kernelRuns("kernel-1").map(({ runId }) => runId)).toEqual(["a", "b"]);
  expect(() => kernelRuns("../secrets")).toThrow(RangeError);
});

it("tells the living from the dead, and a process from a later one with its number", async () => {
  const child = spawn(process.execPath, ["-e", "setInterval(() => {}, 1000)"]);
  const identity = identityOf(child.pid!);
  expect(isAlive(identity)).toBe(true);
  if (process.platform === "linux") {
    expect(isAlive({ ...identity, started: "1" })).toBe(false);
  }
  child.kill("SIGKILL");
  await once(child, "exit");
  expect(isAlive(identity)).toBe(false);
  expect(isAlive({ ...identity, host: "another-machine" })).toBe(true);
});
