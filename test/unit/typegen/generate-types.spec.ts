import { existsSync, readFileSync, rmSync } from "node:fs";
import { join } from "node:path";
import { generateTypes } from "../../../kernel-helpers/src/typegen";
import { rejection } from "../../support/rejection";
import { TemporaryProject } from "../../support/temporary-project";

let project: TemporaryProject;

afterEach(() => project.dispose());

const start = (files: Readonly<Record<string, string>>) => {
  project = new TemporaryProject({ "conf/base/catalog.yml": "", ...files });
};

const written = (output = "trackside-project.ts") => readFileSync(join(project.root, output), "utf8");

/** The generated type of a dataset, on one line. */
async function typeOf(name: string): Promise<string | undefined> {
  await generateTypes(project.root);
  const [, type] = new RegExp(`^  (?:${name}|"${name}"): ([\\s\\S]*?);\n(?:  /\\*\\*|})`, "m").exec(written()) ?? [];
  return type?.replace(/\s+/g, " ");
}

describe("the types of datasets", () => {
  it("are those of what their files hold", async () => {
    start({
      "conf/base/catalog.yml": `
ships: {type: csv, filepath: ships.csv, load_args: {sep: ";"}}
calls: {type: jsonl, filepath: calls.jsonl}
tree: {type: json, filepath: tree.json}
empty: {type: json, filepath: empty.json}
settings: {type: yaml, filepath: settings.yml}
scores: {type: metrics, filepath: scores.json}
quays: {type: partitioned, path: quays, filename_suffix: .csv, dataset: csv}
kept: {type: cached, dataset: {type: csv, filepath: ships.csv, load_args: {sep: ";"}}}
"north.sea": {type: csv, filepath: ships.csv, load_args: {sep: ";"}}
`,
      "ships.csv": "id;length;flag;in port\na;12.5;;true\nb;7;NL;false\n",
      "calls.jsonl": `{"ship": "a", "tags": ["x", 1]}\n{"ship": "b", "tags": [], "late": true}\n`,
      "tree.json": JSON.stringify({ left: { left: null }, weights: [[1, 2], [3]], none: [] }),
      "empty.json": "[]",
      "settings.yml": "depth: 3\n",
      "scores.json": JSON.stringify({ accuracy: 0.5, loss: "NaN" }),
      "quays/a.csv": "berth\n1\n",
    });
    const ships = '{ id: string; length: number; flag: string | null; "in port": boolean; }[]';
    expect(await typeOf("ships")).toBe(ships);
    expect(await typeOf("calls")).toBe("{ ship: string; tags: (number | string)[]; late?: boolean; }[]");
    expect(await typeOf("tree")).toBe("{ left: { left: null; }; weights: number[][]; none: unknown[]; }");
    expect(await typeOf("empty")).toBe("unknown[]");
    expect(await typeOf("settings")).toBe("{ depth: number; }");
    expect(await typeOf("scores")).toBe("{ accuracy: number; loss: number; }");
    expect(await typeOf("quays")).toBe("Record<string, () => Promise<{ berth: number; }[]>>");
    expect(await typeOf("kept")).toBe(ships);
    expect(await typeOf("north.sea")).toBe(ships);
  });

  it("are known without a file where the type of dataset tells", async () => {
    start({
      "conf/base/catalog.yml": `
notes: {type: text.TextDataset, filepath: notes.txt}
model: {type: binary, filepath: model.bin}
map: {type: image, filepath: map.png}
drawing: {type: plot, filepath: drawing.svg}
figure: {type: plot, filepath: figure.json}
later: {type: csv, filepath: later.csv}
`,
    });
    expect(await typeOf("notes")).toBe("string");
    expect(await typeOf("model")).toBe("Uint8Array");
    expect(await typeOf("map")).toBe("Uint8Array");
    expect(await typeOf("drawing")).toBe("string");
    expect(await typeOf("figure")).toBe("object");
    expect(await typeOf("later")).toBe("unknown");
  });

  it("are those that the catalog states, before all else", async () => {
    start({
      "conf/base/catalog.yml": `
ships:
  type: csv
  filepath: ships.csv
  metadata: {trackside: {type: "./types.ts#Ship[]"}}
fresh:
  type: memory
  metadata: {trackside: {type: "Record<string, { n: number; m: string }>"}}
`,
      "ships.csv": "id\n1\n",
    });
    expect(await typeOf("ships")).toBe('import("./types").Ship[]');
    expect(await typeOf("fresh")).toBe("Record<string, { n: number; m: string }>");
  });

  it("are those of the columns that an entry names, whether or not there is a file", async () => {
    start({
      "conf/base/catalog.yml":
        'calls: {type: csv, filepath: calls.csv, columns: {id: text, "wave m": number?, late: boolean}}\n',
    });
    expect(await typeOf("calls")).toBe('{ id: string; "wave m": number | null; late: boolean; }[]');
  });

  it.each(["", "number; other: string", "{ n: number", "number }", "number /* */", "42: [)"])(
    "are refused where %p is stated, with the place",
    async (type) => {
      start({
        "conf/base/catalog.yml": `ships:\n  type: memory\n  metadata:\n    trackside:\n      type: ${JSON.stringify(type)}\n`,
      });
      const error = await rejection(() => generateTypes(project.root));
      expect(error).toMatchObject({ code: "typegen.type" });
      expect(error.message).toMatch(/^conf\/base\/catalog\.yml:5:\d+: dataset "ships" states a type that is none/);
    },
  );

  it("are read from the beginning of a long file", async () => {
    start({ "conf/base/catalog.yml": "long: {type: csv, filepath: long.csv}\n" });
    project.write("long.csv", `n,text\n${`1,${"x".repeat(98)}\n`.repeat(180_000)}one,y\n`);
    expect(await typeOf("long")).toBe("{ n: number; text: string; }[]");
    expect(existsSync(join(project.root, ".trackside", "typegen"))).toBe(true);
  });

  it("are told no deeper than can be read, and not for each key of a mapping", async () => {
    const keys = Object.fromEntries(Array.from({ length: 150 }, (_, index) => [`ship ${index}`, index]));
    let nested: unknown = 1;
    for (let depth = 0; depth < 12; depth++) {
      nested = { inner: nested };
    }
    start({
      "conf/base/catalog.yml": "keys: {type: json, filepath: keys.json}\nnested: {type: json, filepath: nested.json}\n",
      "keys.json": JSON.stringify(keys),
      "nested.json": JSON.stringify(nested),
    });
    expect(await typeOf("keys")).toBe("Record<string, number>");
    expect(await typeOf("nested")).toContain("inner: Record<string, unknown>;");
  });

  it("stay what they were where the file is not here, as on the machine that checks a change", async () => {
    start({ "conf/base/catalog.yml": "ships: {type: csv, filepath: ships.csv}\n", "ships.csv": "id,n\na,1\n" });
    await generateTypes(project.root);
    const before = written();
    rmSync(join(project.root, "ships.csv"));
    expect(await generateTypes(project.root, undefined, true)).toMatchObject({ upToDate: true, unknown: [] });
    await generateTypes(project.root);
    expect(written()).toBe(before);
    project.write("conf/base/catalog.yml", "ships: {type: csv, filepath: other.csv}\n");
    expect((await generateTypes(project.root)).unknown).toMatchObject([{ name: "ships" }]);
  });

  it("are unknown where a file is broken, which is said", async () => {
    start({ "conf/base/catalog.yml": "tree: {type: json, filepath: tree.json}\n", "tree.json": "{" });
    const { unknown } = await generateTypes(project.root);
    expect(unknown).toMatchObject([{ name: "tree", problem: expect.stringContaining("tree.json") as string }]);
  });
});

it("tells the parameters as they nest, their types and never a value", async () => {
  start({
    "conf/base/parameters.yml":
      'train: {depth: 42, layers: [1, null], rates: [1, "x"], none: null, empty: {}, list: []}\n"a-b": secret-word\n',
  });
  await generateTypes(project.root);
  expect(written()).toContain(`export interface ProjectParameters {
  train: {
    depth: number;
    layers: (number | null)[];
    rates: (number | string)[];
    none: unknown;
    empty: Record<string, unknown>;
    list: unknown[];
  };
  "a-b": string;
}
`);
  expect(written()).not.toMatch(/42|secret-word/);
});

it("tells the patterns of names, but for one of all names, and the runtime params", async () => {
  start({
    "conf/base/catalog.yml": `
"{name}_csv": {type: csv, filepath: "data/{name}.csv"}
"{region}.notes_\`{name}": {type: text, filepath: "data/{region}/{name}.txt"}
"{name}": {type: memory}
`,
    "conf/base/parameters.yml": 'region: "${runtime_params:region,north}"\n',
  });
  await generateTypes(project.root);
  expect(written()).toContain(`export interface DatasetFactories {
  /** {region}.notes_\`{name} */
  [name: \`\${string}.notes_\\\`\${string}\`]: string;
  /** {name}_csv */
  [name: \`\${string}_csv\`]: unknown;
}
`);
  expect(written()).toContain('runtimeParams: "region";');
});

it("writes the same again, and only when something has changed", async () => {
  start({ "conf/base/parameters.yml": "depth: 3\n" });
  expect(await generateTypes(project.root, undefined, true)).toMatchObject({ upToDate: false });
  expect(existsSync(join(project.root, "trackside-project.ts"))).toBe(false);
  expect(await generateTypes(project.root)).toMatchObject({ upToDate: false, output: "trackside-project.ts" });
  expect(await generateTypes(project.root)).toMatchObject({ upToDate: true });
  project.write("conf/base/parameters.yml", "depth: 4\n");
  expect(await generateTypes(project.root, undefined, true)).toMatchObject({ upToDate: true });
  project.write("conf/base/parameters.yml", "depth: deep\n");
  expect(await generateTypes(project.root, undefined, true)).toMatchObject({ upToDate: false });
  expect(written()).toContain("depth: number");
});

it("never overwrites a file of somebody else's", async () => {
  start({ "trackside-project.ts": "export const mine = 1;\n" });
  const error = await rejection(() => generateTypes(project.root));
  expect(error).toMatchObject({ code: "typegen.output" });
  expect(written()).toBe("export const mine = 1;\n");
  await generateTypes(project.root, "types.ts");
  expect(written("types.ts")).toContain("export interface Project {");
});

it.each(["../types.ts", "src/types.ts", "types.d.ts", "types.js", ""])("refuses to write %p", async (output) => {
  start({});
  expect(await rejection(() => generateTypes(project.root, output))).toMatchObject({ code: "typegen.output" });
});
