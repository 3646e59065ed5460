import { PNG } from "pngjs";
import { fromRows, sourceOf } from "../../../kernel-helpers/src/tracking/dataset";
import { checkFigure } from "../../../kernel-helpers/src/tracking/figure-artifact";
import { gridImages, singleImage } from "../../../kernel-helpers/src/tracking/image-artifact";
import { encodePng, thumbnail } from "../../../kernel-helpers/src/tracking/png-image";
import { joinTables, splitTable, tableJson } from "../../../kernel-helpers/src/tracking/table-artifact";

const invalidValue = expect.objectContaining({ code: "tracking.invalid-value" }) as Error;
const invalidPath = expect.objectContaining({ code: "tracking.invalid-path" }) as Error;

describe("a table", () => {
  const rows = [
    { ship: "Ida", delay: 1 },
    { ship: "Nele", waves: 2 },
  ];

  it("is the same from rows and from columns, with what a row lacks left empty", () => {
    const split = {
      columns: ["ship", "delay"],
      data: [
        ["Ida", 1],
        ["Nele", 2],
      ],
    };
    expect(
      splitTable("t", [
        { ship: "Ida", delay: 1 },
        { ship: "Nele", delay: 2 },
      ]),
    ).toEqual(split);
    expect(splitTable("t", { ship: ["Ida", "Nele"], delay: new Float32Array([1, 2]) })).toEqual(split);
    expect(splitTable("t", { ship: "Ida", delay: 1 })).toEqual({ columns: ["ship", "delay"], data: [["Ida", 1]] });
    expect(JSON.parse(tableJson(splitTable("t", rows)))).toEqual({
      columns: ["ship", "delay", "waves"],
      data: [
        ["Ida", 1, null],
        ["Nele", null, 2],
      ],
    });
  });

  it("takes another below it, with the columns of both", () => {
    const joined = joinTables(splitTable("t", [{ a: 1, b: 2 }]), splitTable("t", [{ c: 3, a: 4 }]));
    expect(joined).toEqual({
      columns: ["a", "b", "c"],
      data: [
        [1, 2, null],
        [4, null, 3],
      ],
    });
  });

  it("holds what pandas writes: no NaN, dates in ISO format, big integers as they are or as text", () => {
    const row = { nan: NaN, when: new Date(0), small: 5n, big: 2n ** 70n, list: [1], url: "ftp://u:hunter2@x" };
    expect((JSON.parse(tableJson(splitTable("t", [row]))) as { data: unknown[][] }).data).toEqual([
      [null, "1970-01-01T00:00:00.000Z", 5, "1180591620717411303424", [1], "ftp://u:*** (masked)@x"],
    ]);
  });

  it.each([[[1, 2]], [{ a: [1], b: [1, 2] }], ["text"], [new Map()], [[null]]])("is not %j", (data) => {
    expect(() => splitTable("t", data as never)).toThrow(invalidValue);
  });
});

describe("a figure", () => {
  const png = encodePng("i", { data: [0], width: 1, height: 1 });
  it.each([
    ["<svg/>".replace("/>", "></svg>"), "a.svg"],
    ['<?xml version="1.0"?>\n<!-- made by hand -->\n<svg xmlns="x"></svg>', "a.SVG"],
    ["<!DOCTYPE html><p>", "a.html"],
    [{ mark: "bar" }, "a.json"],
    [png, "a.png"],
  ])("is known by what it holds: %j", (figure, file) => {
    expect(checkFigure(figure, file)).toBe(figure);
  });

  it("is refused when it is something else, or named after something else", () => {
    expect(() => checkFigure("text", "a.svg")).toThrow(invalidValue);
    expect(() => checkFigure(new Uint8Array(9), "a.png")).toThrow(invalidValue);
    expect(() => checkFigure(png, "a.svg")).toThrow(invalidPath);
    expect(() => checkFigure({ mark: "bar" }, "a.png")).toThrow(/Name it "a.json"/);
  });
});

describe("an image", () => {
  it.each([
    ["grey", { data: [0, 255, 128, 7], width: 2, height: 2 }, [0, 0, 0, 255, 255, 255, 255, 255]],
    ["colour", { data: [1, 2, 3, 4, 5, 6], width: 2, height: 1 }, [1, 2, 3, 255, 4, 5, 6, 255]],
    ["opacity", { data: new Uint8ClampedArray([1, 2, 3, 4]), width: 1, height: 1 }, [1, 2, 3, 4]],
    ["fractions", { data: new Float32Array([0, 1]), width: 2, height: 1 }, [0, 0, 0, 255, 255, 255, 255, 255]],
  ])("in %s becomes a PNG with the same pixels", (_what, image, pixels) => {
    const read = PNG.sync.read(encodePng("i", image));
    expect([read.width, read.height]).toEqual([image.width, image.height]);
    expect([...read.data.subarray(0, pixels.length)]).toEqual(pixels);
  });

  it.each([
    [{ data: [1, 2], width: 1, height: 1 }],
    [{ data: [256], width: 1, height: 1 }],
    [{ data: [NaN], width: 1, height: 1 }],
    [{ data: new Float32Array([2]), width: 1, height: 1 }],
    [{ data: [], width: 0, height: 0 }],
    [{ data: [1, 2, 3], width: 1, height: 1, channels: 4 as const }],
  ])("is refused where its numbers do not fit: %j", (image) => {
    expect(() => encodePng("i", image)).toThrow(invalidValue);
  });

  it("has a small copy of the same shape in the grid, where it is large", () => {
    const width = 600;
    const data = Array.from({ length: width * 100 }, (_, place) => (place % width < width / 2 ? 0 : 200));
    const [large, small] = gridImages({ data, width, height: 100 }, { key: "a/b", step: 3, timestamp: 5 });
    expect(large?.path).toMatch(/^images\/a~b\+step\+3\+timestamp\+5\+[0-9a-f-]{36}\.png$/);
    expect(small?.path).toBe(large?.path.replace(".png", "+compressed.png"));
    const read = PNG.sync.read(Buffer.from(small?.content ?? []));
    expect([read.width, read.height, read.data[0], read.data[255 * 4]]).toEqual([256, 42, 0, 200]);
  });

  it("is refused with a wrong key, step, format or name", () => {
    const image = { data: [0], width: 1, height: 1 };
    const jpeg = Buffer.from([0xff, 0xd8, 0xff, 0xe0]);
    expect(() => gridImages(image, { key: "a*b" })).toThrow(expect.objectContaining({ code: "tracking.invalid-key" }));
    expect(() => gridImages(image, { key: "a", step: 0.5 })).toThrow(invalidValue);
    expect(() => gridImages(jpeg, { key: "a" })).toThrow(invalidValue);
    expect(singleImage(jpeg, "a.jpg").path).toBe("a.jpg");
    expect(() => singleImage(jpeg, "a.png")).toThrow(invalidPath);
    expect(() => singleImage(Buffer.from("GIF89a"), "a.png")).toThrow(invalidValue);
    expect(() => thumbnail("i", encodePng("i", image).subarray(0, 20))).toThrow(invalidValue);
  });
});

describe("a dataset", () => {
  const rows = [
    { id: 1, wave: 0.5, ship: "Ida", late: true, when: new Date(0), hours: [1, 2.5] },
    { id: 2, wave: 1, ship: null, late: false, when: new Date(1), hours: [] },
  ];

  it("has MLflow's schema, counts, and a digest of all its content", () => {
    const dataset = fromRows(rows, { name: "calls" });
    expect(JSON.parse(dataset.schema ?? "")).toEqual({
      mlflow_colspec: [
        { type: "long", name: "id", required: true },
        { type: "double", name: "wave", required: true },
        { type: "string", name: "ship", required: false },
        { type: "boolean", name: "late", required: true },
        { type: "datetime", name: "when", required: true },
        { type: "array", items: { type: "double" }, name: "hours", required: true },
      ],
    });
    expect(JSON.parse(dataset.profile)).toEqual({ num_rows: 2, num_elements: 12 });
    expect(dataset.digest).toMatch(/^[0-9a-f]{8}$/);
    expect(fromRows(structuredClone(rows)).digest).toBe(dataset.digest);
    expect(fromRows([rows[0] ?? {}, { ...rows[1], id: 3 }]).digest).not.toBe(dataset.digest);
  });

  it("has no schema where a column has values of several types", () => {
    expect(fromRows([{ a: 1 }, { a: "b" }]).schema).toBeNull();
    expect(fromRows([{ a: null }]).schema).toBeNull();
  });

  it.each([
    ["https://example.org/calls.csv", "http", { url: "https://example.org/calls.csv" }],
    ["s3://harbour/calls.csv", "s3", { uri: "s3://harbour/calls.csv" }],
    ["data/calls.csv", "local", { uri: "data/calls.csv" }],
    [undefined, "code", { tags: { "mlflow.source.name": "a.ipynb" } }],
  ])("tells where it came from: %s", (source, sourceType, told) => {
    const dataset = fromRows(rows, source === undefined ? {} : { source });
    const found = sourceOf(dataset, { "mlflow.source.name": "a.ipynb", "mlflow.user": "mara" });
    expect([found.sourceType, JSON.parse(found.source)]).toEqual([sourceType, told]);
  });
});
