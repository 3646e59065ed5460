import { catalog } from "../../../kernel-helpers/src/catalog";
import { node, pipeline } from "../../../kernel-helpers/src/pipeline";
import { run } from "../../../kernel-helpers/src/runner";
import { rejection } from "../../support/rejection";
import { TemporaryProject } from "../../support/temporary-project";

let project: TemporaryProject;
beforeEach(() => {
  project = new TemporaryProject({
    "conf/base/catalog.yml":
      'ships@rows: {type: csv, filepath: data/ships.csv}\nships@semicolons: {type: csv, filepath: data/ships.csv, load_args: {sep: ";"}}\n',
    "data/ships.csv": "a;b\n1;2\n",
  });
});
afterEach(() => project.dispose());

describe("forms of a dataset", () => {
  it("are entries of their own over one file", async () => {
    expect(await catalog.load("ships@rows")).toEqual([{ "a;b": "1;2" }]);
    expect(await catalog.load("ships@semicolons")).toEqual([{ a: 1, b: 2 }]);
  });

  it("share their data in memory", async () => {
    await run(
      pipeline([
        node(() => 5, null, "five@number", { name: "make" }),
        node((five: number) => five + 1, "five@text", "six", { name: "take" }),
      ]),
    );
    expect(await catalog.load("six")).toBe(6);
  });

  it("that the catalog lacks are refused with those that it has", async () => {
    const error = await rejection(() => catalog.save("ships@parquet", []));
    expect(error.hint).toContain('"ships@rows", "ships@semicolons"');
  });
});

describe("catalog.add", () => {
  it("adds an entry as catalog.yml has them, in place of what that says", async () => {
    catalog.add("ships@rows", { type: "json", filepath: "data/ships.json" });
    await catalog.save("ships@rows", [1]);
    expect(await catalog.load("ships@rows")).toEqual([1]);
    expect(catalog.describe("ships@rows").filepath).toBe("data/ships.json");
  });

  it("adds an object that loads and saves, for the catalog and for runs", async () => {
    let kept: unknown = 20;
    catalog.add("harbour", { load: () => kept, save: (data) => (kept = data) });
    const more = node((harbour: number) => harbour + 1, "harbour", "more", { name: "more" });
    expect((await run(more)).outputs).toEqual({ more: 21 });
    await catalog.save("harbour", 30);
    expect(kept).toBe(30);
    expect(catalog.list()).toContain("harbour");
  });

  it("refuses to save what can only be read", async () => {
    catalog.add("clock", { load: () => 12 });
    expect((await rejection(() => catalog.save("clock", 13))).code).toBe("catalog.read-only");
  });
});
