import { spawn } from "node:child_process";
import { once } from "node:events";
import { existsSync, readFileSync } from "node:fs";
import { getPriority } from "node:os";
import { giveWay } from "../../../kernel-helpers/src/runtime";

it("puts a process behind those that the user waits for, and its session where sessions are weighed", async () => {
  const child = spawn(process.execPath, ["-e", "process.stdin.resume()"], { detached: true });
  await once(child, "spawn");
  giveWay(child);
  const autogroup = `/proc/${child.pid}/autogroup`;
  const ofSession = existsSync(autogroup) ? readFileSync(autogroup, "utf8") : "none, nice 10";
  const ofProcess = getPriority(child.pid);
  child.kill();
  await once(child, "exit");
  expect(ofProcess).toBe(10);
  expect(ofSession).toContain("nice 10");
});

it("takes no offence at a process that has ended, or did not start", async () => {
  const ended = spawn(process.execPath, ["-e", ""]);
  await once(ended, "exit");
  const missing = spawn("/nowhere/at-all");
  await once(missing, "error");
  expect(() => [ended, missing].forEach(giveWay)).not.toThrow();
});
