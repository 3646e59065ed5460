import { Workspace } from "../tracking/workspace";

/* In processes of their own: the packages for Parquet are ES modules, which the tests' runner does not load. */

let workspace: Workspace;
beforeEach(() => {
  workspace = new Workspace();
  workspace.write("conf/base/catalog.yml", "calls: {type: pandas.ParquetDataset, filepath: calls.parquet}\n");
});
afterEach(() => workspace.close());

const print = (code: string) =>
  workspace.run(`(async () => { const { catalog } = trackside; console.log(JSON.stringify(${code})); })()
    .catch((error) => console.log(error.code, error.message));`);
const python = (code: string) => workspace.execute("python", ["-c", `import pandas as pd\n${code}`]);

it("reads what pandas wrote: numbers, texts, booleans, dates, and numbers too long for a double as text", async () => {
  await python(`pd.DataFrame({
    "n": [1.5, None, 3], "id": [9007199254740993, 1, 2], "t": ["x", None, "ü"], "b": [True, False, True],
    "d": pd.to_datetime(["2026-01-01T00:00:00", None, "2026-01-02T03:04:05"]),
  }).to_parquet("calls.parquet")`);
  expect(JSON.parse(await print('await catalog.load("calls")'))).toEqual([
    { n: 1.5, id: "9007199254740993", t: "x", b: true, d: "2026-01-01T00:00:00.000Z" },
    { n: null, id: "1", t: null, b: false, d: null },
    { n: 3, id: "2", t: "ü", b: true, d: "2026-01-02T03:04:05.000Z" },
  ]);
});

it("writes what pandas reads", async () => {
  await print(`await catalog.save("calls", [
    { n: 1.5, t: "x", b: true, d: new Date(0) }, { n: null, t: "ü", b: false, d: null },
  ])`);
  const shown = await python(
    'd = pd.read_parquet("calls.parquet")\nprint(list(d.columns), d.astype(str).values.tolist())',
  );
  expect(shown).toContain("['n', 't', 'b', 'd'] [['1.5', 'x', 'True', '1970-01-01 00:00:00+00:00'],");
});

it.each([
  ['await catalog.save("calls", [{ a: 1 }, { a: "x" }])', 'catalog.cell dataset "calls": column "a"'],
  ['await catalog.save("calls", [{ a: {} }])', 'catalog.cell dataset "calls": column "a"'],
  ['await catalog.save("calls", 3)', 'catalog.not-a-table dataset "calls"'],
])("refuses %s, naming dataset and column", async (code, problem) => {
  expect(await print(code)).toContain(problem);
});

it("says of a file that it is not Parquet", async () => {
  workspace.write("calls.parquet", "n,t\n1,x\n");
  expect(await print('await catalog.load("calls")')).toContain(
    'catalog.parquet dataset "calls": calls.parquet cannot be read as Parquet',
  );
});

it.each(["gzip", "zstd", "brotli", "lz4", "none"])("reads Parquet that is compressed by %s", async (compression) => {
  await python(
    `pd.DataFrame({"n": range(5000), "t": ["x"] * 5000}).to_parquet("calls.parquet", compression="${compression}" if "${compression}" != "none" else None, row_group_size=2000)`,
  );
  const shown = await print(
    '((calls) => [calls.length, calls.column("n")[4999], calls.at(-1)])(await catalog.load("calls"))',
  );
  expect(JSON.parse(shown)).toEqual([5000, 4999, { n: 4999, t: "x" }]);
});

describe("arrow", () => {
  beforeEach(() =>
    workspace.write("conf/base/catalog.yml", "calls: {type: pandas.FeatherDataset, filepath: calls.feather}\n"),
  );

  it.each(["lz4", "zstd", "uncompressed"])("reads what pandas wrote as Feather, %s", async (compression) => {
    await python(`pd.DataFrame({
      "n": [1.5, None, 3], "id": [9007199254740993, 1, 2], "t": ["x", None, "ü"], "b": [True, False, None],
      "k": pd.Categorical(["a", "b", "a"]), "d": pd.to_datetime(["2026-01-01T00:00:00", None, "2026-01-02T03:04:05"]),
    }).to_feather("calls.feather", compression="${compression}")`);
    expect(JSON.parse(await print('await catalog.load("calls")'))).toEqual([
      { n: 1.5, id: "9007199254740993", t: "x", b: true, k: "a", d: "2026-01-01T00:00:00.000Z" },
      { n: null, id: "1", t: null, b: false, k: "b", d: null },
      { n: 3, id: "2", t: "ü", b: null, k: "a", d: "2026-01-02T03:04:05.000Z" },
    ]);
  });

  it("writes what pandas reads, from rows and from columns", async () => {
    for (const table of [
      '[{ n: 1.5, t: "x", b: true }, { n: null, t: "ü", b: null }]',
      'trackside.Table.fromColumns({ n: [1.5, null], t: ["x", "ü"], b: [true, null] })',
    ]) {
      await print(`await catalog.save("calls", ${table})`);
      const shown = await python('print(pd.read_feather("calls.feather").astype(str).values.tolist())');
      expect(shown).toContain("[['1.5', 'x', 'True'], [nan, 'ü', nan]]");
    }
  });

  it("says of a file that it is not Arrow, and of a column that it is no table's", async () => {
    workspace.write("calls.feather", "n,t\n1,x\n");
    expect(await print('await catalog.load("calls")')).toContain(
      'catalog.arrow dataset "calls": calls.feather cannot be read as Arrow',
    );
    await python('pd.DataFrame({"a": [[1, 2]]}).to_feather("calls.feather")');
    expect(await print('await catalog.load("calls")')).toContain(
      'catalog.arrow dataset "calls": column "a" of calls.feather holds lists, mappings or bytes',
    );
  });
});
