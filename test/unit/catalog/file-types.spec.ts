import { readFileSync } from "node:fs";
import { join } from "node:path";
import { catalog } from "../../../kernel-helpers/src/catalog";
import { rejection } from "../../support/rejection";
import { TemporaryProject } from "../../support/temporary-project";

let project: TemporaryProject;
beforeEach(() => {
  project = new TemporaryProject({
    "conf/base/catalog.yml": `
note: {type: text.TextDataset, filepath: data/note.txt}
settings: {type: yaml.YAMLDataset, filepath: data/settings.yml}
events: {type: jsonl, filepath: data/events.jsonl}
model: {type: binary, filepath: data/model.bin}
map: {type: pillow.ImageDataset, filepath: data/map.png}
figure: {type: plotly.JSONDataset, filepath: data/figure.json}
drawing: {type: plot, filepath: data/drawing.svg}
kept: {type: CachedDataset, dataset: {type: json, filepath: data/kept.json}}
calls: {type: partitions.PartitionedDataset, path: data/calls, dataset: pandas.CSVDataset, filename_suffix: .csv}
rows: {type: pandas.JSONDataset, filepath: data/rows.jsonl, load_args: {orient: records, lines: true}}
`,
  });
});
afterEach(() => project.dispose());

const read = (path: string) => readFileSync(join(project.root, path), "utf8");
const png = Buffer.from("89504e470d0a1a0a", "hex");

it.each<[string, unknown]>([
  ["note", "high tide\nat noon\n"],
  ["settings", { ports: ["Kiel", "Turku"], depth: 8.5, open: true, none: null }],
  ["events", [{ ship: "Mara" }, 3, "noon", null]],
  ["model", Buffer.from([0, 255, 7])],
  ["map", png],
  ["figure", { data: [{ x: [1, 2] }], layout: {} }],
  ["drawing", "<svg/>"],
  ["kept", { a: 1 }],
  ["rows", [{ a: 1 }, { a: 2 }]],
])("%s gives back what was saved", async (name, data) => {
  await catalog.save(name, data);
  expect(await catalog.load(name)).toEqual(data);
});

it.each<[string, unknown, string]>([
  ["note", 3, "a value of type number is not a text"],
  ["events", { a: 1 }, "is not a list"],
  ["model", "text", "is not bytes"],
  ["map", Buffer.from("no image"), "is no image"],
  ["figure", { title: "none" }, "is no figure"],
  ["drawing", 1, "is no text"],
  ["calls", [1], "has no partitions"],
])("%s refuses what is none", async (name, data, problem) => {
  const error = await rejection(() => catalog.save(name, data));
  expect(error.code).toBe("catalog.wrong-data");
  expect(error.message).toContain(`dataset "${name}"`);
  expect(error.message).toContain(problem);
});

it("says on which line a file of JSON lines is broken", async () => {
  project.write("data/events.jsonl", '{"a": 1}\n{"a": }\n');
  expect((await rejection(() => catalog.load("events"))).message).toContain("data/events.jsonl:2 is not valid JSON");
});

it("says where a YAML file is broken", async () => {
  project.write("data/settings.yml", "a: 1\nb: [1, 2\n");
  const error = await rejection(() => catalog.load("settings"));
  expect(error.code).toBe("catalog.yaml");
  expect(error.message).toMatch(/data\/settings\.yml:\d+:\d+ is not valid YAML/);
});

describe("a cached dataset", () => {
  it("is read once, until it is released", async () => {
    project.write("data/kept.json", "1");
    expect(await catalog.load("kept")).toBe(1);
    project.write("data/kept.json", "2");
    expect(await catalog.load("kept")).toBe(1);
    catalog.release("kept");
    expect(await catalog.load("kept")).toBe(2);
  });

  it("is where the inner one is", () => {
    expect(catalog.describe("kept")).toMatchObject({ type: "cached", filepath: "data/kept.json" });
  });
});

describe("a partitioned dataset", () => {
  it("loads each partition when it is asked for", async () => {
    project.write("data/calls/2026-10.csv", "ship\nMara\n");
    project.write("data/calls/north/2026-11.csv", 'ship\n"open\n');
    project.write("data/calls/readme.md", "not one of them");
    const partitions = await catalog.load<Record<string, () => Promise<unknown>>>("calls");
    expect(Object.keys(partitions)).toEqual(["2026-10", "north/2026-11"]);
    expect([...((await partitions["2026-10"]?.()) as Iterable<unknown>)]).toEqual([{ ship: "Mara" }]);
    await expect(partitions["north/2026-11"]?.()).rejects.toThrow("data/calls/north/2026-11.csv");
  });

  it("saves data, and what functions give when their turn comes", async () => {
    await catalog.save("calls", { a: [{ n: 1 }], "b/c": () => Promise.resolve([{ n: 2 }]) });
    expect(read("data/calls/a.csv")).toBe("n\n1\n");
    expect(read("data/calls/b/c.csv")).toBe("n\n2\n");
  });

  it("is missing as long as it has no file", async () => {
    expect(await catalog.exists("calls")).toBe(false);
    expect((await rejection(() => catalog.load("calls"))).code).toBe("catalog.no-partitions");
  });

  it.each(["../a", "a/../../b", "", "/a", "a\\b"])("takes no partition named %j", async (name) => {
    expect((await rejection(() => catalog.save("calls", { [name]: [] }))).code).toBe("catalog.outside");
  });
});
