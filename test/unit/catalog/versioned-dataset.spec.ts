import { mkdirSync, readdirSync } from "node:fs";
import { join } from "node:path";
import { catalog, openCatalog } from "../../../kernel-helpers/src/catalog";
import { rejection } from "../../support/rejection";
import { TemporaryProject } from "../../support/temporary-project";

let project: TemporaryProject;
beforeEach(() => {
  project = new TemporaryProject({
    "conf/base/catalog.yml":
      "model: {type: json, filepath: data/model.json, versioned: true}\nplain: {type: json, filepath: data/plain.json}\n",
  });
});
afterEach(() => project.dispose());

it("keeps each save as a version of its own, laid out as Kedro does, and loads the newest", async () => {
  await catalog.save("model", { depth: 1 });
  await catalog.save("model", { depth: 2 });
  const [newest, oldest] = await catalog.versions("model");
  expect(newest).toMatch(/^\d{4}-\d\d-\d\dT\d\d\.\d\d\.\d\d\.\d{3}Z$/);
  expect(readdirSync(join(project.root, "data/model.json"))).toEqual([oldest, newest]);
  expect(readdirSync(join(project.root, "data/model.json", newest!))).toEqual(["model.json"]);
  expect(await catalog.load("model")).toEqual({ depth: 2 });
  expect(await catalog.load("model", { version: oldest })).toEqual({ depth: 1 });
});

it("loads the version that a catalog was opened with", async () => {
  await catalog.save("model", { depth: 1 });
  const [first] = await catalog.versions("model");
  await catalog.save("model", { depth: 2 });
  const opened = openCatalog(project.root, { loadVersions: { model: first! } });
  expect(await opened.load("model")).toEqual({ depth: 1 });
  expect(await opened.exists("model")).toBe(true);
});

it("takes a version that was not saved to its end for none", async () => {
  await catalog.save("model", { depth: 1 });
  mkdirSync(join(project.root, "data/model.json/2999-01-01T00.00.00.000Z"));
  expect(await catalog.versions("model")).toHaveLength(1);
  expect(await catalog.load("model")).toEqual({ depth: 1 });
});

it("says what is missing: any version, one of a name, or versions at all", async () => {
  expect(await catalog.exists("model")).toBe(false);
  expect((await rejection(() => catalog.load("model"))).code).toBe("catalog.missing-version");
  await catalog.save("model", 1);
  const [version] = await catalog.versions("model");
  const misspelt = await rejection(() => catalog.load("model", { version: version!.replace("Z", "") }));
  expect(misspelt.hint).toContain(version);
  expect((await rejection(() => catalog.versions("plain"))).code).toBe("catalog.not-versioned");
  expect((await rejection(() => catalog.load("plain", { version: "x" }))).code).toBe("catalog.not-versioned");
});

it("refuses to write versions where a plain file stands", async () => {
  project.write("data/model.json", "{}");
  expect((await rejection(() => catalog.save("model", 1))).code).toBe("catalog.not-versioned");
});

it("keeps versions of a dataset within another, and refuses them for partitions", async () => {
  project.write(
    "conf/base/catalog.yml",
    "held: {type: cached, dataset: {type: json, filepath: data/held.json, versioned: true}}\n" +
      "parts: {type: partitioned, path: data/parts, dataset: {type: json, versioned: true}}\n",
  );
  await catalog.save("held", { depth: 1 });
  await catalog.save("held", { depth: 2 });
  const versions = await catalog.versions("held");
  expect(versions).toHaveLength(2);
  expect(await catalog.load("held", { version: versions[1] })).toEqual({ depth: 1 });
  expect(catalog.describe("parts").problem?.message).toContain("partitions keep no versions");
});
