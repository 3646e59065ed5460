import { spawnSync } from "node:child_process";
import { existsSync, mkdtempSync, rmSync, utimesSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import path from "node:path";

import { withLock } from "../../../scripts/lib/lock.mjs";

let folder: string;
let lock: string;
beforeEach(() => {
  folder = mkdtempSync(path.join(tmpdir(), "trackside-lock-"));
  lock = path.join(folder, "lock");
});
afterEach(() => rmSync(folder, { recursive: true }));

test("a second run waits for the first, and says for whom", async () => {
  const order: string[] = [];
  let finishFirst = (): void => undefined;
  const firstMayEnd = new Promise<void>((resolve) => (finishFirst = resolve));
  const first = withLock(lock, async () => {
    order.push("first starts");
    await firstMayEnd;
    order.push("first ends");
  });
  const second = withLock(
    lock,
    async () => void order.push("second starts"),
    (owner) => {
      order.push(`second waits for ${owner}`);
      finishFirst();
    },
  );
  await Promise.all([first, second]);
  expect(order).toEqual(["first starts", `second waits for ${process.pid}`, "first ends", "second starts"]);
});

test("the lock is free again after the work failed", async () => {
  await expect(withLock(lock, () => Promise.reject(new Error("no network")))).rejects.toThrow("no network");
  expect(existsSync(lock)).toBe(false);
});

test("the lock of a process that is gone is taken over at once", async () => {
  const { pid } = spawnSync(process.execPath, ["--version"]);
  writeFileSync(lock, String(pid));
  await expect(withLock(lock, async () => "done")).resolves.toBe("done");
});

test("a lock that nobody has touched for long is taken over even if its process id lives", async () => {
  writeFileSync(lock, String(process.ppid));
  const longAgo = new Date(Date.now() - 60_000);
  utimesSync(lock, longAgo, longAgo);
  await expect(withLock(lock, async () => "done")).resolves.toBe("done");
});
