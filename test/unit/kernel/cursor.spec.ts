import { codePointPosition, codeUnitPosition } from "../../../kernel-helpers/src/kernel/cursor";

it("counts a character outside the basic plane once for Jupyter and twice for TypeScript", () => {
  const text = "a🚀b";
  expect([0, 1, 2, 3, 9].map((position) => codeUnitPosition(text, position))).toEqual([0, 1, 3, 4, 4]);
  expect([0, 1, 3, 4].map((position) => codePointPosition(text, position))).toEqual([0, 1, 2, 3]);
});
