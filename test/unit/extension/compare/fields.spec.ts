import { axisOf, columnsAtFirst, comparedFields, orderOf, sortRuns } from "../../../../extension/compare";
import { listedRun } from "../run-view";

const runs = [
  listedRun({ name: "a", params: { depth: "8", seed: "1" }, metrics: { loss: 0.3, auc: "NaN" } }),
  listedRun({ name: "b", params: { depth: "16", seed: "1" }, metrics: { loss: 0.1 } }),
  listedRun({ name: "c", params: { depth: "deep", seed: "1", extra: "" } }),
];
const namesBy = (column: string, isDescending = false) =>
  sortRuns(runs, { column, isDescending })
    .map(({ name }) => name)
    .join("");

it("compares by what differs alone, or by all", () => {
  expect(comparedFields(runs, "params", false)).toEqual([
    { name: "depth", values: ["8", "16", "deep"] },
    { name: "extra", values: [null, null, ""] },
  ]);
  expect(comparedFields(runs, "params", true).map(({ name }) => name)).toEqual(["depth", "seed", "extra"]);
  expect(
    comparedFields([listedRun(), listedRun({ params: JSON.parse('{"__proto__":"x"}') as never })], "params", false),
  ).toEqual([{ name: "__proto__", values: [null, "x"] }]);
});

it("sorts numbers as numbers, also where they are text, and leaves what is missing to the end", () => {
  expect(namesBy("params.depth")).toBe("abc");
  expect(namesBy("params.depth", true)).toBe("cba");
  expect(namesBy("metrics.loss")).toBe("bac");
  expect(namesBy("metrics.loss", true)).toBe("abc");
  expect(namesBy("metrics.nothing")).toBe("abc");
  expect(namesBy("attributes.run_name", true)).toBe("cba");
});

it("asks for a sort in MLflow's words, where it has some", () => {
  expect(orderOf({ column: "metrics.train/loss", isDescending: false })).toBe("metrics.`train/loss` ASC");
  expect(orderOf({ column: "attributes.start_time", isDescending: true })).toBe("attributes.start_time DESC");
  expect(orderOf({ column: "attributes.duration", isDescending: true })).toBe("");
  expect(orderOf({ column: "params.`; drop", isDescending: true })).toBe("");
});

it("shows at first the params and metrics in which runs differ", () => {
  expect(columnsAtFirst(runs)).toEqual(["params.depth", "params.extra", "metrics.loss", "metrics.auc"]);
});

describe("an axis", () => {
  it("is of numbers where all are, and has no place for what is missing or not finite", () => {
    const { placeOf, ticks } = axisOf(["8", 16, null, "NaN", ""]);
    expect(["8", 12, 16, null, "NaN", "deep"].map(placeOf)).toEqual([0, 0.5, 1, null, null, null]);
    expect(ticks).toEqual([
      { place: 0, value: 8 },
      { place: 0.5, value: 12 },
      { place: 1, value: 16 },
    ]);
  });

  it("has a place in the middle for a single value, and one for each text", () => {
    expect(axisOf([3, 3]).placeOf(3)).toBe(0.5);
    const { placeOf, ticks } = axisOf(["sgd", "adam", "2"]);
    expect(ticks.map(({ value }) => value)).toEqual(["2", "adam", "sgd"]);
    expect(placeOf("adam")).toBe(0.5);
    expect(axisOf([null]).ticks).toEqual([]);
  });
});
