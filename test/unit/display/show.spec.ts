import { setDisplayPublisher, show, type MimeBundle } from "../../../kernel-helpers/src/display";

let shown: MimeBundle[];
beforeEach(() => {
  shown = [];
  setDisplayPublisher((bundle) => shown.push(bundle));
});
afterEach(() => setDisplayPublisher(undefined));

async function bundleOf(value: unknown): Promise<MimeBundle> {
  await show(value);
  return shown.at(-1) ?? {};
}

const text = async (value: unknown): Promise<string> => String((await bundleOf(value))["text/plain"]);
const html = async (value: unknown): Promise<string> => String((await bundleOf(value))["text/html"]);

/** A table in columns, as the catalog may give one. */
class Columns extends Array<Record<string, unknown>> {
  columnNames = ["ship", "wave_m"];
}

it("shows a table with its columns' types, numbers to the right, and its size", async () => {
  const calls = [
    { ship: "Tern", wave_m: 0.30000000000000004, late: true },
    { ship: null, wave_m: 12, late: false },
  ];
  expect(await text(Promise.resolve(calls))).toBe(
    [
      "   ship         wave_m  late",
      "   text | null  number  boolean",
      "0  Tern            0.3  true",
      "1  null             12  false",
      "2 rows × 3 columns",
    ].join("\n"),
  );
  const page = await html(calls);
  expect(page).toContain('<th scope="col" style="text-align: right">wave_m<br>');
  expect(page).toContain('<td style="text-align: right" title="0.30000000000000004">0.3</td>');
  expect(page).toContain('<td class="trackside-Table-null" style="text-align: left">null</td>');
});

it("shows the first and last rows of a long table, and as many columns as one can look at", async () => {
  const rows = Array.from({ length: 4_812 }, (_, index) => ({ index, id: 1234567 + index }));
  const lines = (await text(rows)).split("\n");
  expect(lines[2]).toBe("0          0  1234567");
  expect(lines[12]).toBe("⋮");
  expect(lines.at(-2)).toBe("4811    4811  1239378");
  expect(lines.at(-1)).toBe("4,812 rows × 2 columns");
  expect((await html(rows)).match(/<tr/g)).toHaveLength(1 + 15 + 1);
  expect(await html(rows)).toContain("4,812 rows × 2 columns, 4,797 rows not shown");
  const wide = [Object.fromEntries(Array.from({ length: 100 }, (_, index) => [`column ${index}`, index]))];
  expect(await html(wide)).toContain("1 row × 100 columns, 60 columns not shown");
  expect((await text(wide)).split("\n").at(-1)).toMatch(/^1 row × 100 columns, \d+ columns not shown$/);
});

it("takes a table's own columns, also without rows", async () => {
  expect(await text(new Columns())).toBe("  ship   wave_m\n  empty  empty\n0 rows × 2 columns");
  const rows = Columns.from([{ wave_m: 1, ship: "Tern" }]);
  expect((await text(rows)).split("\n")[0]).toBe("   ship  wave_m");
});

it("makes nothing of a table's data into more than text", async () => {
  const page = await html([{ "<script>": `"><img src=x onerror='alert(1)'>`, long: `<b>${"x".repeat(200)}` }]);
  expect(page).not.toMatch(/<(?:script|img|b)\b/);
  expect(page).toContain("&lt;script&gt;");
  expect(page).toContain("&quot;&gt;&lt;img src=x onerror=&#39;alert(1)&#39;&gt;");
  expect(page).toMatch(/title="&lt;b&gt;x{197,}">&lt;b&gt;x{76}…<\/td>/);
});

it("shows dates, lists and objects in cells, and columns that only some rows have", async () => {
  const rows = [
    { at: new Date(0), tags: ["a", "b"] },
    { more: { deep: 1 }, at: "1970" },
  ];
  expect((await text(rows)).split("\n").slice(0, 4)).toEqual([
    "   at                        tags          more",
    "   date | text               list | null   object | null",
    "0  1970-01-01T00:00:00.000Z  [ 'a', 'b' ]  null",
    "1  1970                      null          { deep: 1 }",
  ]);
});

it("shows charts under the mime types by which Jupyter draws them", async () => {
  const chart = { mark: "bar", encoding: {}, data: { values: [{ a: 1 }] } };
  const schema = (of: string) => ({ $schema: `https://vega.github.io/schema/${of}.json`, ...chart });
  expect(await bundleOf(chart)).toEqual({
    "application/vnd.vegalite.v5+json": chart,
    "text/plain": expect.stringContaining("mark: 'bar'"),
  });
  expect(Object.keys(await bundleOf(schema("vega-lite/v4")))[0]).toBe("application/vnd.vegalite.v4+json");
  expect(Object.keys(await bundleOf(schema("vega-lite/v5.2.0")))[0]).toBe("application/vnd.vegalite.v5+json");
  expect(Object.keys(await bundleOf(schema("vega/v5")))[0]).toBe("application/vnd.vega.v5+json");
});

it("shows images by their bytes, and drawings by their text", async () => {
  const png = Buffer.from("89504e470d0a1a0a00", "hex");
  expect(await bundleOf(new Uint8Array(png))).toEqual({
    "image/png": png.toString("base64"),
    "text/plain": "image/png, 9 bytes",
  });
  const svg = '<?xml version="1.0"?>\n<!-- a map -->\n<svg xmlns="http://www.w3.org/2000/svg"/>';
  expect(await bundleOf(svg)).toMatchObject({ "image/svg+xml": svg });
  expect(await bundleOf(Buffer.from(svg))).toMatchObject({ "image/svg+xml": svg });
  expect(Object.keys(await bundleOf(Buffer.from([1, 2])))).toEqual(["text/plain"]);
});

it("shows text as it is, and objects as a tree where JSON has all of them", async () => {
  expect(await bundleOf("# Done\n<b>")).toEqual({ "text/plain": "# Done\n<b>" });
  expect((await text("x".repeat(30_000))).slice(-23)).toBe("… 10,000 more characters".slice(-23));
  expect(await bundleOf({ loss: [0.5, null] })).toEqual({
    "application/json": { loss: [0.5, null] },
    "text/plain": "{ loss: [ 0.5, null ] }",
  });
  const cyclic: Record<string, unknown> = {};
  cyclic["self"] = cyclic;
  for (const value of [new Map([["a", 1]]), { at: new Date(0) }, { nothing: NaN }, cyclic, 42, null]) {
    expect(Object.keys(await bundleOf(value))).toEqual(["text/plain"]);
  }
});

it("leaves it to values that say themselves how they are shown, and to promises how they fail", async () => {
  const own = { "text/html": "<b>own</b>" };
  expect(await bundleOf({ [Symbol.for("Jupyter.display")]: () => Promise.resolve(own) })).toEqual(own);
  await expect(show(Promise.reject(new Error("no such dataset")))).rejects.toThrow("no such dataset");
});
