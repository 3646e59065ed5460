import assert from "node:assert";
import { inspect } from "node:util";
import { columnsOf, isTable, Table } from "../../../kernel-helpers/src/table";

const rows = () => [
  { port: "Oslo", waves: 0.5, late: true },
  { port: null, waves: null, late: false },
  { port: "Hull", waves: 2, late: null },
];
const table = () => Table.from(rows());
const error = (work: () => unknown) => {
  try {
    work();
  } catch (thrown) {
    return thrown as Error & { readonly code: string };
  }
  throw new Error("nothing was thrown");
};

describe("a table is an array of its rows", () => {
  it.each<[string, (of: readonly ReturnType<typeof rows>[number][]) => unknown]>([
    ["by index", (of) => of[2]],
    ["past its end", (of) => of[3]],
    ["from its end", (of) => of.at(-1)],
    ["by a loop", (of) => Array.from(of, (row) => row.port)],
    ["spread", (of) => [...of]],
    ["joined to another", (of) => [{ port: "Kiel" }].concat(of as never)],
    ["mapped", (of) => of.map((row, index, all) => [row.waves, index, all.length])],
    ["filtered", (of) => of.filter((row) => row.late)],
    ["cut", (of) => of.slice(1)],
    ["sorted", (of) => [...of].sort((one, other) => Number(one.waves) - Number(other.waves))],
    ["as JSON", (of) => JSON.stringify(of)],
    ["by its keys", (of) => Object.keys(of)],
    ["by its entries", (of) => Object.entries(of)],
    ["by its length", (of) => of.length],
    ["as text", (of) => inspect(of)],
    ["asked whether it has a row", (of) => [1 in of, 3 in of, "length" in of]],
    ["asked what it is", (of) => [Array.isArray(of), of instanceof Array, Object.prototype.toString.call(of)]],
    ["by a method of another array", (of) => Array.prototype.map.call(of, (row) => (row as { port: string }).port)],
  ])("%s", (_, look) => {
    expect(look(table())).toEqual(look(rows()));
  });

  it("for those who compare", () => {
    assert.deepStrictEqual([...table()], rows());
    assert.deepEqual(table(), rows());
    expect(table()).toEqual(rows());
  });

  it("which can be changed, and then is what it was made into", () => {
    const changed = table();
    changed.push({ port: "Kiel", waves: 1, late: true });
    changed[0] = { port: "Bergen", waves: 3, late: false };
    changed.sort((one, other) => Number(one.waves) - Number(other.waves));
    expect(changed.map(({ port }) => port)).toEqual([null, "Kiel", "Hull", "Bergen"]);
    expect(changed.column("waves")).toEqual(Float64Array.of(NaN, 1, 2, 3));
    changed.length = 1;
    expect(changed).toHaveLength(1);
  });

  it("whose rows are each one object, that keeps what is written into it", () => {
    const written = table();
    (written[1] as { waves: number }).waves = 7;
    expect(written[1]).toBe(written[1]);
    expect(written.column("waves")).toEqual(Float64Array.of(0.5, 7, 2));
  });
});

describe("columns", () => {
  it("are typed: numbers with NaN for none, texts and booleans with null", () => {
    const { columnNames } = table();
    expect(columnNames).toEqual(["port", "waves", "late"]);
    const waves: Float64Array = table().column("waves");
    const ports: readonly (string | null)[] = table().column("port");
    expect([waves, ports, table().column("late")]).toEqual([
      Float64Array.of(0.5, NaN, 2),
      ["Oslo", null, "Hull"],
      [true, false, null],
    ]);
  });

  it("are read without making rows, which would be made once", async () => {
    const read = table();
    read.column("waves");
    expect(columnsOf(read)?.length).toBe(3);
    // Promises are told from other values by what they have.
    expect(columnsOf(await Promise.resolve(table()))?.length).toBe(3);
    expect(read[0]).toEqual(rows()[0]);
    expect(columnsOf(read)).toBeUndefined();
    expect(isTable(read)).toBe(true);
  });

  it("tell a number that is NaN from one that is not there", () => {
    const read = Table.fromColumns({ a: [NaN, null, 1] as number[], b: Float64Array.of(NaN, 1, 2) });
    expect([...read]).toEqual([
      { a: NaN, b: NaN },
      { a: null, b: 1 },
      { a: 1, b: 2 },
    ]);
  });

  it("may be missing in a row, or be empty altogether", () => {
    expect([...Table.from<object>([{ a: 1 }, { b: undefined }])]).toEqual([
      { a: 1, b: null },
      { a: null, b: null },
    ]);
  });

  it("of a name that there is not are refused with the nearest", () => {
    const { message, code } = error(() => table().column("wave" as "waves"));
    expect(code).toBe("table.unknown-column");
    expect(message).toContain('Did you mean "waves"?');
  });
});

it.each<[string, () => unknown, string, string]>([
  ["text among numbers", () => Table.from([{ a: 1 }, { a: "x" }]), "table.cell", 'row 2, column "a" has a string'],
  ["numbers among text", () => Table.from([{ a: "x" }, { a: 1 }]), "table.cell", 'row 2, column "a" has a number'],
  ["a mapping", () => Table.from([{ a: null }, { a: {} }]), "table.cell", 'row 2, column "a" has a object'],
  [
    "columns of several lengths",
    () => Table.fromColumns({ a: [1], b: ["x", "y"] }),
    "table.length",
    'column "b" has 2 values',
  ],
])("refuses %s, naming the place", (_, make, code, message) => {
  const thrown = error(make);
  expect(thrown.code).toBe(code);
  expect(thrown.message).toContain(message);
});

it("an empty table is an empty array", () => {
  expect([...Table.from([])]).toEqual([]);
  expect([...Table.fromColumns({})]).toEqual([]);
  expect(Table.fromColumns({ a: [] }).columnNames).toEqual(["a"]);
});

it("is known when another copy of the package made it", async () => {
  let other: typeof import("../../../kernel-helpers/src/table") | undefined;
  await jest.isolateModulesAsync(async () => {
    other = await import("../../../kernel-helpers/src/table");
  });
  const made = other?.Table.from(rows());
  expect(other?.Table).not.toBe(Table);
  expect(isTable(made)).toBe(true);
  expect(columnsOf(made)?.byName.size).toBe(3);
});
