import { loadCatalogConfig } from "../../../kernel-helpers/src/config";
import { rejection } from "../../support/rejection";
import { TemporaryProject } from "../../support/temporary-project";

describe("loadCatalogConfig", () => {
  let project: TemporaryProject;
  beforeEach(() => {
    project = new TemporaryProject();
  });
  afterEach(() => project.dispose());

  it("leaves out keys with an underscore, which hold anchors", () => {
    project.write("conf/base/catalog.yml", "_csv: &csv {type: csv}\na: {<<: *csv, filepath: a.csv}\n");
    expect([...loadCatalogConfig(project.root).entries]).toEqual([["a", { type: "csv", filepath: "a.csv" }]]);
  });

  it("gives the same object as long as the files are the same", () => {
    project.write("conf/base/catalog.yml", "a: {type: memory}\n");
    expect(loadCatalogConfig(project.root)).toBe(loadCatalogConfig(project.root));
  });

  it.each([
    ["an entry without a type", "a:\n  filepath: x.csv\n", "catalog.no-type"],
    ["an entry that is no mapping", "a: x.csv\n", "catalog.no-type"],
  ])("refuses %s, naming its line", async (_, text, code) => {
    project.write("conf/base/catalog.yml", text);
    const error = await rejection(() => loadCatalogConfig(project.root));
    expect(error.code).toBe(code);
    expect(error.message).toContain("conf/base/catalog.yml:1:1");
  });
});
