import { chmodSync, mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import path from "node:path";

import { candidates, findPython, missingPythonMessage } from "../../../scripts/lib/python.mjs";

let folder: string;
beforeEach(() => (folder = mkdtempSync(path.join(tmpdir(), "trackside-python-"))));
afterEach(() => rmSync(folder, { recursive: true }));

/** Puts a program on the search path that answers as a Python of this version. */
function installPython(name: string, version: string, canMakeEnvironments = true): string {
  const file = path.join(folder, name);
  writeFileSync(file, `#!/bin/sh\nprintf '%s\\n' ${version} ${canMakeEnvironments ? "yes" : "no"} ${file}\n`);
  chmodSync(file, 0o755);
  return file;
}

const find = (environment = {}) => findPython({ PATH: folder, ...environment }, "linux");

test("the first Python that is new enough is taken", async () => {
  installPython("python3", "3.9.18");
  const newer = installPython("python3.12", "3.12.4");
  installPython("python3.10", "3.10.1");
  await expect(find()).resolves.toMatchObject({ executable: newer, version: "3.12.4" });
});

test("a Python that cannot make environments is passed over for one that can", async () => {
  installPython("python3", "3.13.0", false);
  installPython("python3.11", "3.11.2");
  await expect(find()).resolves.toMatchObject({ version: "3.11.2" });
});

test("TRACKSIDE_SETUP_PYTHON is the only one tried when it is set", async () => {
  installPython("python3", "3.12.0");
  const asked = installPython("elsewhere", "3.11.9");
  await expect(find({ TRACKSIDE_SETUP_PYTHON: asked })).resolves.toMatchObject({ executable: asked });
  await expect(find({ TRACKSIDE_SETUP_PYTHON: path.join(folder, "none") })).rejects.toThrow(
    /TRACKSIDE_SETUP_PYTHON is ".*none", which does not run as a Python/,
  );
});

test("without any Python the message names the packages to install", async () => {
  await expect(find()).rejects.toThrow(
    /needs Python 3\.10 or newer with venv.*None was found[^]*apt install python3 python3-venv/,
  );
});

test("a Python that is too old is named with its version", async () => {
  installPython("python3", "3.8.10");
  await expect(find()).rejects.toThrow(/too old: python3 is 3\.8\.10/);
});

test("a Python without venv is told apart from none, with the package that holds it", async () => {
  installPython("python3", "3.11.2", false);
  await expect(find()).rejects.toThrow(/Python 3\.11\.2 .* has no venv[^]*apt install python3-venv .*python3\.11-venv/);
});

test("advice is of the platform's own", () => {
  expect(missingPythonMessage([], undefined, "darwin")).toContain("brew install python");
  expect(missingPythonMessage([], undefined, "win32")).toContain("winget install");
  expect(candidates("win32")[0]).toEqual(["py", "-3"]);
});
