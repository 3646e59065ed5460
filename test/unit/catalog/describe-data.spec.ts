import { describeData } from "../../../kernel-helpers/src/catalog";

class Forest {
  trees = 3;
}
class Grid {
  rows = 3;
  columns = 4;
}

describe("describeData", () => {
  it.each([
    [[{ a: 1 }, { a: 2, b: 3 }], { kind: "table", rows: 2, columns: 2 }],
    [[1, 2, 3], { kind: "list", rows: 3 }],
    [[], { kind: "list", rows: 0 }],
    [[{ a: 1 }, null], { kind: "list", rows: 2 }],
    [new Float64Array(5), { kind: "Float64Array", rows: 5 }],
    [new Map([[1, 2]]), { kind: "Map", rows: 1 }],
    [new Grid(), { kind: "Grid", rows: 3, columns: 4 }],
    [new Forest(), { kind: "Forest" }],
    [{ rows: 3, columns: 4 }, { kind: "object" }],
    [Object.create(null), { kind: "object" }],
    [1.5, { kind: "number" }],
    ["text", { kind: "string" }],
    [null, { kind: "null" }],
    [undefined, { kind: "undefined" }],
    [() => 1, { kind: "function" }],
  ])("describes %p", (value, description) => {
    expect(describeData(value)).toEqual(description);
  });
});
