import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import path from "node:path";

import { hashOf, unlessDone } from "../../../scripts/lib/stamps.mjs";

let folder: string;
beforeEach(() => (folder = mkdtempSync(path.join(tmpdir(), "trackside-stamps-"))));
afterEach(() => rmSync(folder, { recursive: true }));

function write(name: string, content: string): void {
  const file = path.join(folder, name);
  mkdirSync(path.dirname(file), { recursive: true });
  writeFileSync(file, content);
}

describe("hashOf", () => {
  const hash = () => hashOf(["src", "package.json"], folder);

  beforeEach(() => {
    write("src/a.ts", "a");
    write("src/deep/b.ts", "b");
    write("package.json", "{}");
  });

  test("stays as it is while files are only touched", () => {
    const before = hash();
    write("src/a.ts", "a");
    expect(hash()).toBe(before);
  });

  test.each([
    ["a file changes", () => write("src/deep/b.ts", "other")],
    ["a file is added", () => write("src/c.ts", "")],
    ["a file is taken away", () => rmSync(path.join(folder, "src/a.ts"))],
    ["a named file is missing", () => rmSync(path.join(folder, "package.json"))],
    [
      "content moves from one file to the next",
      () => {
        write("src/a.ts", "");
        write("src/deep/b.ts", "ab");
      },
    ],
  ])("changes when %s", (_, change) => {
    const before = hash();
    change();
    expect(hash()).not.toBe(before);
  });

  test("leaves out results inside the sources", () => {
    const before = hash();
    write("src/node_modules/x/index.js", "x");
    write("src/__pycache__/x.pyc", "x");
    expect(hash()).toBe(before);
  });
});

describe("unlessDone", () => {
  const work = jest.fn(() => Promise.resolve());
  const run = (key: string, results: string[] = []) => unlessDone({ name: "step", key, results, folder }, work);

  beforeEach(() => work.mockReset().mockResolvedValue(undefined));

  test("does the work once for a key", async () => {
    expect([await run("one"), await run("one"), await run("two")]).toEqual([true, false, true]);
    expect(work).toHaveBeenCalledTimes(2);
  });

  test("does work that failed again", async () => {
    work.mockRejectedValueOnce(new Error("no network"));
    await expect(run("one")).rejects.toThrow("no network");
    await expect(run("one")).resolves.toBe(true);
  });

  test("forgets an earlier success when later work fails", async () => {
    await run("one");
    work.mockRejectedValueOnce(new Error("no network"));
    await expect(run("two")).rejects.toThrow();
    await expect(run("one")).resolves.toBe(true);
  });

  test("does the work again when its result is gone", async () => {
    const result = path.join(folder, "result.js");
    work.mockImplementation(async () => writeFileSync(result, ""));
    await run("one", [result]);
    rmSync(result);
    await expect(run("one", [result])).resolves.toBe(true);
  });
});
