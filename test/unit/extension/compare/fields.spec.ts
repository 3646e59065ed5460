import { comparedFields, orderOf, sortRuns } from "../../../../extension/compare";
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
