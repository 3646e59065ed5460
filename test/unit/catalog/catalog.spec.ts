import { existsSync, readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { catalog } from "../../../kernel-helpers/src/catalog";
import { rejection } from "../../support/rejection";
import { TemporaryProject } from "../../support/temporary-project";

const declared = `
ships: {type: pandas.CSVDataset, filepath: data/ships.csv}
semicolons: {type: csv, filepath: data/semicolons.csv, load_args: {sep: ";"}, save_args: {sep: ";", index: false}}
settings: {type: json.JSONDataset, filepath: data/settings.json}
scores: {type: metrics, filepath: data/scores.json}
history: {type: tracking.MetricsDataset}
model: {type: MemoryDataset}
`;

describe("catalog", () => {
  let project: TemporaryProject;
  beforeEach(() => {
    project = new TemporaryProject({ "conf/base/catalog.yml": declared });
  });
  afterEach(() => project.dispose());

  const read = (path: string) => readFileSync(join(project.root, path), "utf8");

  describe("csv", () => {
    it("loads rows with typed columns and null for empty cells", async () => {
      project.write(
        "data/ships.csv",
        '\uFEFFid,name,tonnage,afloat,code,imo\n1,"Tide, Grey",1.5e3,true,007,9074729000000001234\n2,,-4,False,12,1\n',
      );
      expect(await catalog.load("ships")).toEqual([
        { id: 1, name: "Tide, Grey", tonnage: 1500, afloat: true, code: "007", imo: "9074729000000001234" },
        { id: 2, name: null, tonnage: -4, afloat: false, code: "12", imo: "1" },
      ]);
    });

    it("keeps a column of mixed values text", async () => {
      project.write("data/ships.csv", "a\n1\nn/a\ntrue\n");
      expect(await catalog.load("ships")).toEqual([{ a: "1" }, { a: "n/a" }, { a: "true" }]);
    });

    it("gives back what was saved", async () => {
      const rows = [
        { n: 1.25, t: 'say "quay",\nplease', b: true, none: null },
        { n: NaN, t: "ü", b: false, none: null },
      ];
      await catalog.save("ships", rows);
      expect(await catalog.load("ships")).toEqual(rows);
    });

    it("makes the folders it needs and leaves nothing else behind", async () => {
      await catalog.save("ships", [{ a: 1, when: new Date(0) }, { b: 2 }]);
      expect(read("data/ships.csv")).toBe("a,when,b\n1,1970-01-01T00:00:00.000Z,\n,,2\n");
      expect(readdirSync(join(project.root, "data"))).toEqual(["ships.csv"]);
    });

    it("uses the separators that the entry asks for", async () => {
      await catalog.save("semicolons", [{ a: 1, b: "x,y" }]);
      expect(read("data/semicolons.csv")).toBe("a;b\n1;x,y\n");
      expect(await catalog.load("semicolons")).toEqual([{ a: 1, b: "x,y" }]);
    });

    it("round-trips a table without rows", async () => {
      await catalog.save("ships", []);
      expect(await catalog.load("ships")).toEqual([]);
    });

    it.each([
      ["a row with too few values", "a,b\n1,2\n3\n", "data/ships.csv:3"],
      ["an open quote", 'a,b\n1,"2\n', "data/ships.csv"],
      ["two columns of one name", "a,a\n1,2\n", 'data/ships.csv:1 has two columns "a"'],
    ])("refuses %s, naming dataset, file and line", async (_, text, place) => {
      project.write("data/ships.csv", text);
      const error = await rejection(() => catalog.load("ships"));
      expect(error.code).toBe("catalog.csv");
      expect(error.message).toContain('dataset "ships"');
      expect(error.message).toContain(place);
    });

    it.each([
      ["what is no table", { a: 1 }, "catalog.not-a-table", "array of row objects"],
      ["a row that is no object", [{ a: 1 }, 2], "catalog.not-a-table", "row 2"],
      ["an object in a cell", [{ a: 1 }, { a: { b: 1 } }], "catalog.cell", 'row 2, column "a"'],
    ])("refuses to save %s", async (_, data, code, named) => {
      const error = await rejection(() => catalog.save("ships", data));
      expect(error.code).toBe(code);
      expect(error.message).toContain(named);
      expect(existsSync(join(project.root, "data/ships.csv"))).toBe(false);
    });
  });

  describe("json", () => {
    it("gives back what was saved", async () => {
      await catalog.save("settings", { a: [1, null, { b: "x" }] });
      expect(await catalog.load("settings")).toEqual({ a: [1, null, { b: "x" }] });
    });

    it("says where a broken file is broken", async () => {
      project.write("data/settings.json", '{\n  "a": 1,\n  oops\n}\n');
      const error = await rejection(() => catalog.load("settings"));
      expect(error.message).toContain('dataset "settings": data/settings.json:3:3 is not valid JSON');
    });

    const circle: Record<string, unknown> = {};
    circle["self"] = circle;
    it.each([
      ["NaN", { a: [1, NaN] }, '"a[1]" is NaN'],
      ["a function", { f: () => 1 }, '"f" is a function'],
      ["a map", new Map(), "the value is a Map"],
      ["undefined in a list", [undefined], '"[0]" is undefined'],
      ["a big integer", { n: 1n }, '"n" is a bigint'],
      ["a typed array", { x: new Float64Array(2) }, '"x" is a Float64Array'],
      ["a circle", circle, '"self" is a reference'],
    ])("refuses %s, which JSON would lose", async (_, data, named) => {
      const error = await rejection(() => catalog.save("settings", data));
      expect(error.code).toBe("catalog.not-json");
      expect(error.message).toContain(named);
    });
  });

  describe("metrics", () => {
    it("keeps nested numbers, NaN and infinities too", async () => {
      const scores = { auc: 0.9, forest: { loss: NaN, gain: Infinity } };
      await catalog.save("scores", scores);
      expect(await catalog.load("scores")).toEqual(scores);
      await catalog.save("history", scores);
      expect(await catalog.load("history")).toBe(scores);
    });

    it.each(["scores", "history"])("refuses what is no number in %s", async (name) => {
      const error = await rejection(() => catalog.save(name, { forest: { kind: "random" } }));
      expect(error.code).toBe("catalog.not-metrics");
      expect(error.message).toContain(`"${name}": "forest/kind" is a string`);
    });
  });

  describe("memory", () => {
    it("holds the very value that was saved, declared or not", async () => {
      const model = { weights: [1] };
      await catalog.save("model", model);
      await catalog.save("undeclared", model);
      expect(await catalog.load("model")).toBe(model);
      expect(await catalog.load("undeclared")).toBe(model);
    });

    it("is a project's own", async () => {
      await catalog.save("mine", 1);
      const other = new TemporaryProject();
      try {
        expect(await catalog.exists("mine")).toBe(false);
      } finally {
        other.dispose();
      }
      expect(await catalog.exists("mine")).toBe(true);
    });

    it("forgets what is released", async () => {
      await catalog.save("temporary", 1);
      catalog.release("temporary");
      expect(await catalog.exists("temporary")).toBe(false);
      await catalog.save("model", 1);
      catalog.release("model");
      const error = await rejection(() => catalog.load("model"));
      expect(error.code).toBe("catalog.no-data");
      expect(error.hint).toContain("run the node that makes it");
    });

    it("refuses undefined", async () => {
      expect((await rejection(() => catalog.save("x", undefined))).code).toBe("catalog.undefined");
    });
  });

  it("lists declared datasets first and describes each", async () => {
    await catalog.save("extra", 1);
    expect(catalog.list()).toEqual(["ships", "semicolons", "settings", "scores", "history", "model", "extra"]);
    expect(catalog.describe("ships")).toEqual({
      name: "ships",
      type: "csv",
      filepath: "data/ships.csv",
      path: join(project.root, "data/ships.csv"),
      declared: true,
      place: "conf/base/catalog.yml:2:1",
    });
    expect(catalog.describe("extra")).toMatchObject({ type: "memory", filepath: undefined, declared: false });
  });

  it("names the nearest dataset for an unknown one", async () => {
    const error = await rejection(() => catalog.load("shps"));
    expect(error.code).toBe("catalog.unknown");
    expect(error.hint).toContain('Did you mean "ships"?');
  });

  it("points to params for a parameter", async () => {
    expect((await rejection(() => catalog.load("params:a.b"))).hint).toContain('params("a.b")');
  });

  it("names the file that is missing", async () => {
    expect(await catalog.exists("ships")).toBe(false);
    const error = await rejection(() => catalog.load("ships"));
    expect(error.code).toBe("catalog.missing-file");
    expect(error.message).toContain('dataset "ships": data/ships.csv does not exist');
  });

  it("refuses a file that is not UTF-8", async () => {
    project.write("data/ships.csv", new Uint8Array([0x61, 0x0a, 0xe9, 0x0a]));
    expect((await rejection(() => catalog.load("ships"))).code).toBe("catalog.encoding");
  });

  it("says when a file cannot be written", async () => {
    project.write("data", "a file where a folder should be");
    expect((await rejection(() => catalog.save("ships", [{ a: 1 }]))).code).toBe("catalog.unwritable");
  });

  it("sees an entry that was added while it is in use", async () => {
    expect(await catalog.exists("late")).toBe(false);
    project.write("conf/base/catalog_more.yml", "late: {type: json, filepath: data/late.json}\n");
    await catalog.save("late", { a: 1 });
    expect(existsSync(join(project.root, "data/late.json"))).toBe(true);
  });
});

describe("a catalog entry", () => {
  let project: TemporaryProject;
  beforeEach(() => {
    project = new TemporaryProject();
  });
  afterEach(() => project.dispose());

  it.each([
    ["csv", "data/a.csv"],
    ["kedro_datasets.pandas.CSVDataset", "data/a.csv"],
    ["json", "data/a.csv"],
    ["tracking.MetricsDataset", "data/a.csv"],
  ])("may have the type %s", (type, filepath) => {
    project.write(
      "conf/base/catalog.yml",
      `a: {type: ${type}, filepath: ${filepath}, metadata: {owner: me}, versioned: false}\n`,
    );
    expect(catalog.describe("a").filepath).toBe(filepath);
  });

  it.each([
    [
      "an unknown type",
      "{type: pandas.CSVDatsaet, filepath: a.csv}",
      "catalog.unknown-type",
      'Did you mean "pandas.CSVDataset"?',
    ],
    ["a type named like a built-in", "{type: constructor}", "catalog.unknown-type", ""],
    ["a misspelt key", "{type: csv, file_path: a.csv}", "catalog.unknown-key", 'Did you mean "filepath"?'],
    ["an unknown option", "{type: csv, filepath: a.csv, load_args: {seperator: ';'}}", "catalog.unknown-key", "sep"],
    ["options that are no mapping", "{type: csv, filepath: a.csv, load_args: 3}", "catalog.invalid", "sep"],
    ["a long separator", "{type: csv, filepath: a.csv, load_args: {sep: '::'}}", "catalog.invalid", "sep"],
    ["an index", "{type: csv, filepath: a.csv, save_args: {index: true}}", "catalog.unsupported", "Remove"],
    ["copies in memory", "{type: memory, copy_mode: deepcopy}", "catalog.unsupported", "Remove"],
    ["no filepath", "{type: json}", "catalog.invalid", "filepath: data/"],
    ["a path above the project", "{type: csv, filepath: ../a.csv}", "catalog.outside", "below the project"],
    ["an absolute path", "{type: csv, filepath: /etc/passwd}", "catalog.outside", "below the project"],
    ["the project itself", "{type: csv, filepath: ./}", "catalog.outside", "below the project"],
    ["a remote path", "{type: csv, filepath: 's3://bucket/a.csv'}", "catalog.remote", "http(s) addresses"],
  ])("is refused with %s", async (_, entry, code, hint) => {
    project.write("conf/base/catalog.yml", `a: ${entry}\n`);
    const error = await rejection(() => catalog.load("a"));
    expect(catalog.describe("a").problem).toMatchObject({ code, message: error.message });
    expect(error.code).toBe(code);
    expect(error.message).toContain("conf/base/catalog.yml:1:");
    expect(error.message).toContain('dataset "a"');
    expect(error.hint).toContain(hint);
  });

  it("keeps nobody from using the others when it is wrong", () => {
    project.write(
      "conf/base/catalog.yml",
      "sheet: {type: pandas.ExcelDataset, filepath: a.xlsx}\nb: {type: csv, filepath: b.csv}\n",
    );
    expect(catalog.list()).toEqual(["sheet", "b"]);
    expect(catalog.describe("sheet")).toMatchObject({
      type: "pandas.ExcelDataset",
      place: "conf/base/catalog.yml:1:1",
    });
    expect(catalog.describe("b")).toMatchObject({ type: "csv", problem: undefined });
  });
});
