import { stringify } from "csv-stringify/sync";
import fc from "fast-check";
import { readFileSync } from "node:fs";
import { join } from "node:path";
import { catalog } from "../../../kernel-helpers/src/catalog";
import { Table } from "../../../kernel-helpers/src/table";
import { TemporaryProject } from "../../support/temporary-project";

let project: TemporaryProject;
beforeAll(() => {
  project = new TemporaryProject({
    "conf/base/catalog.yml":
      "calls: {type: csv, filepath: calls.csv}\nbars: {type: csv, filepath: calls.csv, load_args: {sep: '|'}}\n",
  });
});
afterAll(() => project.dispose());

async function load(text: string, name = "calls") {
  project.write("calls.csv", text);
  return catalog.load<Table>(name);
}

it.each<[string, string, unknown[]]>([
  [
    "numbers in all their forms",
    "-1.5\n+2\n.5\n3.\n1e3\n0\n-0\n1234567890.12345678\n",
    [-1.5, 2, 0.5, 3, 1000, 0, -0, 1234567890.12345678],
  ],
  [
    "whole numbers up to what a double holds",
    "9007199254740991\n-123456789012345\n",
    [9007199254740991, -123456789012345],
  ],
  ["longer ones as text", "9007199254740993\n1\n", ["9007199254740993", "1"]],
  ["zeros in front as text", "01\n1\n", ["01", "1"]],
  ["NaN and infinities", "NaN\n-Infinity\n1\n", [NaN, -Infinity, 1]],
  ["booleans in several spellings", "true\nFalse\nTRUE\n", [true, false, true]],
  ["booleans among text as text", "true\nmaybe\n", ["true", "maybe"]],
  ["numbers among booleans as text", "1\ntrue\n", ["1", "true"]],
  ["dates as text", "2026-01-01\n2026-01-02\n", ["2026-01-01", "2026-01-02"]],
  ["spaces as they are", " 1\n2 \n", [" 1", "2 "]],
  ["a minus alone, and a point alone", "-\n.\n", ["-", "."]],
  ["quoted numbers", '"1"\n"2.5"\n', [1, 2.5]],
  ["quotes, separators and lines within quotes", '"a ""b"", c\nd"\ne\n', ['a "b", c\nd', "e"]],
  ["other alphabets", "ü\n海\n🌊\n", ["ü", "海", "🌊"]],
])("reads %s", async (_, cells, values) => {
  const table = await load(`id,value\n${cells.replace(/^(?!.*d"$)(?=.)/gm, "7,")}`);
  expect(table.map(({ value }) => value)).toEqual(values);
});

it.each<[string, string]>([
  ["lines that end as on Windows", "a,b\r\n1,x\r\n2,y\r\n"],
  ["no line's end at the end", "a,b\n1,x\n2,y"],
  ["empty lines", "\na,b\n\n1,x\n\r\n2,y\n\n"],
  ["a mark of the byte order", "\ufeffa,b\n1,x\n2,y\n"],
  ["lines that end as on old Macs", "a,b\r1,x\r2,y\r"],
  ["all in quotes", '"a","b"\n"1","x"\n"2","y"\n'],
])("takes %s", async (_, text) => {
  expect([...(await load(text))]).toEqual([
    { a: 1, b: "x" },
    { a: 2, b: "y" },
  ]);
});

it("takes empty cells as none, and a column without any as one of texts", async () => {
  const table = await load('n,t,b,e\n,,,\n1,x,true,\n,"",,\n');
  expect([...table]).toEqual([
    { n: null, t: null, b: null, e: null },
    { n: 1, t: "x", b: true, e: null },
    { n: null, t: null, b: null, e: null },
  ]);
});

it("finds a column's type also where the first thousand rows speak for another", async () => {
  const lines = (last: string) => `n,m\n${"1,2\n".repeat(1000)}${last}\n`;
  expect((await load(lines("x,3"))).column("n").at(-2)).toBe("1");
  expect((await load(lines("true,3"))).column("n").at(-1)).toBe("true");
  expect((await load(lines("2.5,3"))).column("n").at(-1)).toBe(2.5);
  expect((await load(`n\n${'""\n'.repeat(1000)}false\n`)).column("n").at(-1)).toBe(false);
});

it("reads nothing, a header alone, and a column without a name", async () => {
  expect([...(await load(""))]).toEqual([]);
  expect((await load("a,b\n")).columnNames).toEqual(["a", "b"]);
  expect((await load(",b\n1,2\n")).columnNames).toEqual(["Unnamed: 0", "b"]);
});

it("takes another separator, commas then being text", async () => {
  expect([...(await load("a|b\n1,5|2\n", "bars"))]).toEqual([{ a: "1,5", b: 2 }]);
});

it("reads back what a writer of CSV wrote, whatever is in the cells", async () => {
  const cell = fc.oneof(
    fc.string({ unit: "binary", maxLength: 8 }),
    fc.constantFrom('"', ",", "\n", "\r\n", "true", "1", "-3.25e-7", "", "x"),
    fc.double({ noNaN: true }).map(String),
    fc.integer().map(String),
  );
  const wellFormed = cell.filter((text) => Buffer.from(text).toString() === text && !text.startsWith("\ufeff"));
  await fc.assert(
    fc.asyncProperty(fc.array(fc.tuple(wellFormed, wellFormed), { minLength: 1, maxLength: 12 }), async (records) => {
      const table = await load(stringify([["a", "b"], ...records], { quoted_match: /^$|\r/ }));
      const texts = records.map(([one, other]) => [one, other]);
      // What is text stays as it is; a number is what JavaScript takes the text for.
      const read = table.map(({ a, b }, row) => [a, b].map((value, place) => asWritten(value, texts[row]?.[place])));
      expect(read).toEqual(texts);
    }),
    { numRuns: 100 },
  );
});

function asWritten(value: unknown, text: string | undefined): unknown {
  const isSame =
    (value === null && text === "") ||
    (typeof value === "number" && Object.is(value, Number(text))) ||
    (typeof value === "boolean" && String(value) === text?.toLowerCase());
  return isSame ? text : value;
}

it("is written from its columns as from its rows", async () => {
  const rows = [
    { n: 1.5, t: 'a "b"', b: true },
    { n: null, t: null, b: false },
    { n: NaN, t: "x,y", b: null },
  ];
  await catalog.save("calls", rows);
  const written = readFileSync(join(project.root, "calls.csv"), "utf8");
  await catalog.save("calls", Table.from(rows));
  expect(readFileSync(join(project.root, "calls.csv"), "utf8")).toBe(written);
  await catalog.save("calls", Table.fromColumns({ a: [], b: [] }));
  expect(readFileSync(join(project.root, "calls.csv"), "utf8")).toBe("a,b\n");
});
