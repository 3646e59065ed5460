import { flattenParams } from "../../../kernel-helpers/src/tracking/flatten-params";
import { isParametersCell, parameterConstants } from "../../../kernel-helpers/src/tracking/parameters-cell";
import { defaultRunName } from "../../../kernel-helpers/src/tracking/run-name";
import {
  artifactPath,
  checkKey,
  checkPlace,
  metricValue,
  tagValue,
} from "../../../kernel-helpers/src/tracking/validation";

describe("names", () => {
  it.each(["loss", "train/loss", "a.b-c_d: e"])("takes %p", (key) => {
    expect(() => checkKey("metric", key)).not.toThrow();
  });

  it.each([NaN, undefined, "", "  ", "a*b", "/a", "a/../b", "a//b", "x".repeat(251)])("refuses %p", (key) => {
    expect(() => checkKey("metric", key)).toThrow(expect.objectContaining({ code: "tracking.invalid-key" }));
  });

  it("suggests a name that it takes", () => {
    const message = (() => {
      try {
        checkKey("metric", "/größe (m²)");
      } catch (error) {
        return (error as Error).message;
      }
      return "";
    })();
    const suggestion = /for example "(.*)"/.exec(message)?.[1];
    expect(() => checkKey("metric", suggestion)).not.toThrow();
  });
});

describe("values", () => {
  it("sends what is not finite as text, which MLflow stores, and not as JSON it drops", () => {
    expect([NaN, Infinity, -Infinity, -0.5].map((value) => metricValue("loss", value))).toEqual([
      "NaN",
      "Infinity",
      "-Infinity",
      -0.5,
    ]);
  });

  it.each(["0.5", true, null, undefined, 5n])("refuses %p as a metric", (value) => {
    expect(() => metricValue("loss", value)).toThrow(/metric "loss" must be a number/);
  });

  it.each([1.5, NaN, 2 ** 60])("refuses the step %p, which MLflow would store as 0", (step) => {
    expect(() => checkPlace("loss", step, 0)).toThrow(/step of metric "loss"/);
  });

  it("cuts a tag where MLflow would do it without a word, and marks the cut", () => {
    expect(tagValue("x".repeat(9_000))).toMatch(/^x{7999}…$/);
    expect(tagValue({ a: 1 })).toBe('{"a":1}');
  });
});

describe("artifact paths", () => {
  it("joins parts", () => expect(artifactPath("", "reports", "a b.md")).toBe("reports/a b.md"));

  it.each(["../x", "/etc/passwd", "a/../../b", "a\\b", "a\u0000b", "", "."])("refuses %p", (path) => {
    expect(() => artifactPath(path)).toThrow(expect.objectContaining({ code: "tracking.invalid-path" }));
  });
});

describe("flattening params", () => {
  const params = { a: 1, train: { depth: 8, tree: { leaves: 3 } }, list: [1, { b: 2 }] };

  it("leaves mappings alone unless asked to", () => {
    expect(Object.fromEntries(flattenParams(params, { flatten: false, recursive: true, separator: "." }))).toEqual(
      params,
    );
  });

  it("flattens all levels, or one", () => {
    const options = { flatten: true, separator: "." };
    expect(Object.fromEntries(flattenParams(params, { ...options, recursive: true }))).toEqual({
      a: 1,
      "train.depth": 8,
      "train.tree.leaves": 3,
      list: [1, { b: 2 }],
    });
    expect(Object.fromEntries(flattenParams(params, { ...options, recursive: false }))).toMatchObject({
      "train.tree": { leaves: 3 },
    });
  });
});

describe("a parameters cell", () => {
  it("is known by papermill's tags", () => {
    expect([["parameters"], ["x", "injected-parameters"], ["other"], []].map(isParametersCell)).toEqual([
      true,
      true,
      false,
      false,
    ]);
  });

  it("gives its top-level constants that are data", () => {
    const source =
      "const lr = 0.1, name = 'x';\nlet layers = [8, 4];\nconst f = () => 1;\nfunction g() { const inner = 1; }\nlr + 1;";
    const locals = { lr: 0.1, name: "x", layers: [8, 4], f: () => 1, inner: 1, other: 5 };
    expect(parameterConstants(source, locals)).toEqual({ lr: 0.1, name: "x", layers: [8, 4] });
  });
});

it("names a run after its notebook and the second", () => {
  const now = new Date(2026, 0, 2, 3, 4, 5);
  expect(defaultRunName("/a/explore.ipynb", "/a", now)).toBe("explore 2026-01-02 03:04:05");
  expect(defaultRunName(null, "/home/ann/harbour", now)).toBe("harbour 2026-01-02 03:04:05");
});
