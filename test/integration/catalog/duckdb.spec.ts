import { mkdirSync, writeFileSync } from "node:fs";
import { dirname, join } from "node:path";
import { Workspace } from "../tracking/workspace";

/* In processes of their own: DuckDB is a native library, of which a test's runner would load a copy for each file. */

let workspace: Workspace;
beforeEach(() => {
  workspace = new Workspace({ MLFLOW_TRACKING_URI: "http://127.0.0.1:9" });
});
afterEach(() => workspace.close());

function write(path: string, content: string): void {
  mkdirSync(dirname(join(workspace.projectRoot, path)), { recursive: true });
  writeFileSync(join(workspace.projectRoot, path), content);
}

/** What is printed as JSON by a script that gives a value, or the code and message of what it throws. */
async function result(code: string): Promise<unknown> {
  const printed = await workspace.run(
    `(async () => { const { catalog } = trackside; ${code} })()
      .catch((error) => error.code + " " + error.message)
      .then((value) => console.log(JSON.stringify(value ?? null)));`,
  );
  return JSON.parse(printed.trim().split("\n").at(-1) ?? "null");
}

const tables = `
calls: {type: duckdb-table, filepath: data/harbour.duckdb, table: calls}
more: {type: duckdb-table, filepath: data/harbour.duckdb, table: calls, save_args: {mode: append}}
once: {type: duckdb-table, filepath: data/harbour.duckdb, schema: raw, table: 'odd "name"', save_args: {mode: fail}}
late: {type: duckdb-sql, database: data/harbour.duckdb, sql: "select ship from calls where delay > $least order by ship", params: {least: 1}}
`;

it("keeps tables in a database of the project, replaced or appended to, and asks it", async () => {
  write("conf/base/catalog.yml", tables);
  expect(
    await result(`
      const before = await catalog.exists("calls");
      await catalog.save("calls", [{ ship: "old" }]);
      await catalog.save("calls", [
        { ship: "Ida", delay: 2.5, port: 1, late: true, at: new Date(1) },
        { ship: "Nele", delay: null, port: null, late: false, at: null },
      ]);
      const replaced = await catalog.load("calls");
      await catalog.save("more", [{ delay: 3, ship: "Ole" }]);
      await catalog.save("once", [{ n: 1 }]);
      return {
        before, after: await catalog.exists("calls"), replaced, appended: (await catalog.load("calls"))[2],
        late: await catalog.load("late"), once: await catalog.load("once"),
        again: await catalog.save("once", [{ n: 2 }]).catch(({ message }) => message.split("\\n")[0]),
        emptied: [await catalog.save("calls", []), await catalog.load("calls")],
        file: catalog.describe("calls").filepath,
      };
    `),
  ).toEqual({
    before: false,
    after: true,
    replaced: [
      { ship: "Ida", delay: 2.5, port: 1, late: true, at: "1970-01-01T00:00:00.001Z" },
      { ship: "Nele", delay: null, port: null, late: false, at: null },
    ],
    appended: { ship: "Ole", delay: 3, port: null, late: null, at: null },
    late: [{ ship: "Ida" }, { ship: "Ole" }],
    once: [{ n: 1 }],
    again: 'dataset "once": DuckDB in data/harbour.duckdb: the table "raw"."odd ""name""" is there already',
    emptied: [null, []],
    file: "data/harbour.duckdb",
  });
});

it("asks CSV and Parquet files by paths from the project's root, also from another folder, and no other files", async () => {
  write("../secret.csv", "a\n1\n");
  write("data/calls.csv", "ship,delay\nIda,2.5\nNele,\n");
  write("queries/late.sql", "select ship, delay from 'data/calls.csv' where delay > 1;\n");
  write("notebooks/x.txt", "");
  write(
    "conf/base/catalog.yml",
    `kinds:
  type: duckdb-sql
  sql: >
    select 9007199254740993 as long, 5::bigint as short, 1.25::decimal(9,2) as money, date '2026-01-02' as day,
    timestamptz '2026-01-02 03:04:05+01' as instant, 'nan'::double as nothing, 'a'::enum('a') as word, null as none
file: {type: duckdb-sql, filepath: queries/late.sql}
parquet: {type: parquet, filepath: data/p.parquet}
both: {type: duckdb-sql, sql: "select * from 'data/p.parquet' join 'data/calls.csv' using (ship)"}
outside: {type: duckdb-sql, sql: "select * from '../secret.csv'"}
writes: {type: duckdb-sql, sql: "copy (select 1) to 'data/new.csv'"}
two: {type: duckdb-sql, sql: "select 1; select 2"}
lists: {type: duckdb-sql, sql: "select [1] as many"}
typo: {type: duckdb-sql, sql: "selec 1"}
`,
  );
  expect(
    await result(`
      process.chdir("notebooks");
      await catalog.save("parquet", [{ ship: "Ida", flag: "x" }]);
      const data = {};
      for (const name of ["kinds", "file", "both"]) data[name] = await catalog.load(name);
      data.kinds[0].nothing = String(data.kinds[0].nothing);
      for (const name of ["outside", "writes", "two", "lists", "typo"]) {
        data[name] = await catalog.load(name).catch(({ code, message }) => code + " " + message.split("\\n")[0]);
      }
      data.saved = await catalog.save("file", []).catch(({ code }) => code);
      return data;
    `),
  ).toEqual({
    kinds: [
      {
        long: "9007199254740993",
        short: 5,
        money: 1.25,
        day: "2026-01-02",
        instant: "2026-01-02T02:04:05.000Z",
        nothing: "NaN",
        word: "a",
        none: null,
      },
    ],
    file: [{ ship: "Ida", delay: 2.5 }],
    both: [{ ship: "Ida", flag: "x", delay: 2.5 }],
    outside: expect.stringMatching(/^catalog\.duckdb dataset "outside": DuckDB: Permission Error/) as string,
    writes: 'catalog.duckdb dataset "writes": DuckDB: the query is COPY, not one SELECT',
    two: 'catalog.duckdb dataset "two": DuckDB: the query is 2 statements, not one SELECT',
    lists: 'catalog.duckdb dataset "lists": DuckDB: column "many" holds bytes, lists or mappings',
    typo: expect.stringMatching(/^catalog\.duckdb dataset "typo": DuckDB: .*Parser Error/) as string,
    saved: "catalog.read-only",
  });
});

it("takes Kedro's names where the connection is DuckDB's, and says of others that only Python reads them", async () => {
  write("conf/local/credentials.yml", "duck: {con: duckdb:///data/harbour.duckdb}\npg: {con: postgresql://x:y@db/z}\n");
  write(
    "conf/base/catalog.yml",
    `table: {type: pandas.SQLTableDataset, table_name: calls, credentials: duck, save_args: {if_exists: replace, index: false}}
query: {type: pandas.SQLQueryDataset, sql: select count(*) as n from calls, credentials: duck}
ibis: {type: ibis.TableDataset, table_name: calls, connection: {backend: duckdb, database: data/harbour.duckdb}}
postgres: {type: pandas.SQLTableDataset, table_name: calls, credentials: pg}
other: {type: ibis.TableDataset, table_name: calls, connection: {backend: sqlite, database: x.db}}
`,
  );
  expect(
    await result(`
      await catalog.save("table", [{ a: 1 }, { a: 2 }]);
      const problem = (name) => catalog.describe(name).problem?.code;
      return [await catalog.load("query"), await catalog.load("ibis"), problem("postgres"), problem("other")];
    `),
  ).toEqual([[{ n: 2 }], [{ a: 1 }, { a: 2 }], "catalog.python-only", "catalog.python-only"]);
});

it("lets nodes in several worker threads, and another process, write one database", async () => {
  write(
    "pipelines/harbour/pipeline.ts",
    `import { node, pipeline } from "trackside";
const names = ["a", "b", "c", "d", "e", "f"];
export const createPipeline = () => pipeline([
  ...names.map((name) => node(() => [{ name }], null, name, { name: "make_" + name })),
  node((...all: object[][]) => ({ count: all.flat().length }), names, "count", { name: "count" }),
]);`,
  );
  const entry = (name: string) => `${name}: {type: duckdb-table, filepath: data/harbour.duckdb, table: ${name}}\n`;
  write(
    "conf/base/catalog.yml",
    `${[..."abcdef"].map(entry).join("")}count: {type: json, filepath: data/count.json}\n`,
  );
  await Promise.all([
    workspace.run('trackside.catalog.save("a", [{ name: "a" }]);'),
    workspace.run(
      'trackside.run("harbour", { runner: "parallel", workers: 3 }).catch((e) => { console.log(e); process.exit(1); });',
    ),
  ]);
  expect(await result('return catalog.load("count");')).toEqual({ count: 6 });
});

it("names the command to install the package where it is missing", async () => {
  write("conf/base/catalog.yml", tables);
  write(
    "without.cjs",
    `const { Module } = require("node:module");
const resolve = Module._resolveFilename;
Module._resolveFilename = function (request, ...rest) {
  if (request === "@duckdb/node-api") throw Object.assign(new Error("gone"), { code: "MODULE_NOT_FOUND" });
  return resolve.call(this, request, ...rest);
};`,
  );
  expect(await result('require("./without.cjs"); return catalog.load("calls");')).toBe(
    'catalog.missing-package dataset "calls" needs the package @duckdb/node-api\n' +
      "Install it in the project: npm install @duckdb/node-api",
  );
});
