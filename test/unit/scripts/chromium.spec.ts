import { chmodSync, mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import path from "node:path";

import { findChromium } from "../../../scripts/lib/chromium.mjs";

let folder: string;
beforeEach(() => (folder = mkdtempSync(path.join(tmpdir(), "trackside-chromium-"))));
afterEach(() => rmSync(folder, { recursive: true }));

function install(name: string, mode = 0o755): string {
  const file = path.join(folder, name);
  writeFileSync(file, "");
  chmodSync(file, mode);
  return file;
}

test("CHROMIUM_PATH wins over what is on the search path", () => {
  install("chromium");
  const other = install("my-browser");
  expect(findChromium({ PATH: folder, CHROMIUM_PATH: other }, "linux")).toBe(other);
});

test("a CHROMIUM_PATH that does not exist is not replaced by another browser", () => {
  install("chromium");
  expect(findChromium({ PATH: folder, CHROMIUM_PATH: path.join(folder, "none") }, "linux")).toBeUndefined();
});

test("Chromium is preferred to Chrome, and a file that cannot be run is passed over", () => {
  install("chromium", 0o644);
  const chrome = install("google-chrome");
  expect(findChromium({ PATH: folder }, "linux")).toBe(chrome);
  const chromium = install("chromium-browser");
  expect(findChromium({ PATH: folder }, "linux")).toBe(chromium);
});

test("nothing is found where nothing is", () => {
  expect(findChromium({ PATH: folder }, "linux")).toBeUndefined();
});
