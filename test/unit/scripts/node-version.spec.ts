import { readFileSync } from "node:fs";
import path from "node:path";

import { compareVersions, missingNodeMessage, oldestNode } from "../../../scripts/lib/node-version.mjs";

const root = path.resolve(__dirname, "../../..");

test("a Node that is too old is told which one is needed and how to get it", () => {
  const message = missingNodeMessage("18.20.4");
  expect(message).toContain(`needs Node ${oldestNode} or newer; this is Node 18.20.4`);
  expect(message).toContain("nodejs.org");
});

test("the oldest supported Node and all newer ones are accepted", () => {
  expect(["20.18.1", "20.20.2", "22.0.0", "100.0.0"].map(missingNodeMessage)).toEqual(["", "", "", ""]);
});

test("the oldest Node is the one that package.json names", () => {
  const { engines } = JSON.parse(readFileSync(path.join(root, "package.json"), "utf8")) as {
    engines: { node: string };
  };
  expect(engines.node).toBe(`>=${oldestNode}`);
});

test("versions are compared number by number, and a missing number counts as zero", () => {
  expect(compareVersions("3.10", "3.9.18")).toBeGreaterThan(0);
  expect(compareVersions("3.10.0", "3.10")).toBe(0);
  expect(compareVersions("20.9.0", "20.18.1")).toBeLessThan(0);
});

test("what an old Node has to read before it is refused has no syntax newer than Node 12", () => {
  const files = ["scripts/start.mjs", "scripts/test.mjs", "scripts/lib/entry.mjs", "scripts/lib/node-version.mjs"];
  for (const file of files) {
    expect(readFileSync(path.join(root, file), "utf8")).not.toMatch(/\?\?|\?\.[a-z[(]|^await /m);
  }
});
