import { layOut } from "../../../../extension/metrics";

describe("layOut", () => {
  it("spreads points by their steps and turns the greatest value up", () => {
    const [first, second, last] = layOut([
      [0, 0],
      [10, 1],
      [100, 0.5],
    ]);
    expect(first).toEqual([0, 22]);
    expect(second).toEqual([10, 2]);
    expect(last).toEqual([100, 12]);
  });

  it("goes by the order of logging when steps go back or stand still", () => {
    expect(
      layOut([
        [5, 1],
        [0, 2],
        [0, 3],
      ]).map(([x]) => x),
    ).toEqual([0, 50, 100]);
    expect(
      layOut([
        [0, 1],
        [0, 2],
      ]).map(([x]) => x),
    ).toEqual([0, 100]);
  });

  it("draws a constant through the middle", () => {
    expect(
      layOut([
        [0, 7],
        [1, 7],
      ]),
    ).toEqual([
      [0, 12],
      [100, 12],
    ]);
  });

  it("stays in its box for values of any size", () => {
    for (const [x, y] of layOut([
      [0, -1e308],
      [1, 0],
      [2, 1e308],
    ])) {
      expect(x).toBeGreaterThanOrEqual(0);
      expect(y).toBeGreaterThanOrEqual(0);
      expect(y).toBeLessThanOrEqual(24);
    }
  });
});
