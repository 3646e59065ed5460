import { flattenParams } from "../../../kernel-helpers/src/tracking/flatten-params";
import { valueText } from "../../../kernel-helpers/src/tracking/value-text";

const circular: Record<string, unknown> = { name: "ring" };
circular["self"] = circular;

describe("the text of a value", () => {
  it.each([
    ["a text", "fast", "fast"],
    ["null", null, "null"],
    ["a boolean", false, "false"],
    ["NaN", NaN, "NaN"],
    ["an infinity", -Infinity, "-Infinity"],
    ["a small number", 1e-7, "1e-7"],
    ["a big integer", 2n ** 64n, "18446744073709551616"],
    ["a date", new Date(0), "1970-01-01T00:00:00.000Z"],
    ["a pattern", /a+/g, "/a+/g"],
    ["an error", new RangeError("too far"), "RangeError: too far"],
    ["an address", new URL("https://example.org/a"), "https://example.org/a"],
    ["a list", [1, "a", null], '[1,"a",null]'],
    ["an object", { depth: 8, when: new Date(0) }, '{"depth":8,"when":"1970-01-01T00:00:00.000Z"}'],
    ["what JSON would lose", { a: NaN, b: [Infinity], c: 5n }, '{"a":"NaN","b":["Infinity"],"c":"5"}'],
    [
      "a map",
      new Map<unknown, unknown>([
        ["a", 1],
        [2, new Map([["b", 3]])],
      ]),
      '{"2":{"b":3},"a":1}',
    ],
    ["a set", new Set([1, 2]), "[1,2]"],
    ["a typed array", new Float64Array([0.5, NaN]), '[0.5,"NaN"]'],
    ["bytes", Buffer.from([1, 2]), "[1,2]"],
    ["bytes within", { bytes: Buffer.from([1, 2]) }, '{"bytes":[1,2]}'],
    ["an object with a JSON of its own", { toJSON: () => ({ a: 1 }) }, '{"a":1}'],
  ])("is made of %s", (_what, value, text) => {
    expect(valueText('param "depth"', value)).toBe(text);
  });

  it.each([
    ["undefined", undefined, /undefined/],
    ["a function", function train() {}, /the function train/],
    ["a symbol", Symbol("x"), /Symbol\(x\)/],
    ["an invalid date", new Date("never"), /an invalid date/],
    ["an object that holds itself", circular, /cannot be written as JSON: .*circular/],
    ["an object whose JSON is nothing", { toJSON: () => undefined }, /without JSON/],
  ])("is refused for %s, by name and with the fix", (_what, value, message) => {
    const act = () => valueText('param "depth"', value);
    expect(act).toThrow(message);
    expect(act).toThrow(expect.objectContaining({ code: "tracking.invalid-value" }));
    expect(act).toThrow(/param "depth"/);
  });
});

describe("flattening", () => {
  it("takes dates, maps and typed arrays for values and not for mappings", () => {
    const params = { model: { when: new Date(0), map: new Map(), bytes: new Uint8Array(2) } };
    expect(Object.fromEntries(flattenParams(params, { flatten: true, recursive: true, separator: "." }))).toEqual({
      "model.when": new Date(0),
      "model.map": new Map(),
      "model.bytes": new Uint8Array(2),
    });
  });
});
