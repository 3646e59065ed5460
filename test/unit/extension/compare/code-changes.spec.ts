import type { ExecutedCell } from "trackside/lib/messages";

import { codeChanges } from "../../../../extension/compare/codechanges";

function cell(cellId: string | null, source: string | null, executionCount = 1): ExecutedCell {
  return { cellId, source, executionCount, status: "ok", startTime: 1, durationMs: 1 };
}

it("shows the lines of a cell that are others, with two around them", () => {
  const before = cell("a", "const one = 1;\nconst two = 2;\nconst three = 3;\nfit(0.1);");
  const after = cell("a", "const one = 1;\nconst two = 2;\nconst three = 3;\nfit(0.2);", 4);
  expect(codeChanges([before], [after])).toEqual([
    {
      key: "a",
      cell: after,
      kind: "changed",
      lines: [" const two = 2;", " const three = 3;", "-fit(0.1);", "+fit(0.2);"],
    },
  ]);
});

it("compares what a cell was when it was executed last", () => {
  const runs = [cell("a", "fit(0.1);"), cell("a", "fit(0.3);", 2)];
  expect(codeChanges(runs, [cell("a", "fit(0.3);\n", 3)])).toEqual([]);
});

it("tells new cells in their order, then those that only the baseline has", () => {
  const changes = codeChanges(
    [cell("a", "load();"), cell("b", "plot();")],
    [cell("c", "train();"), cell("a", "load();")],
  );
  expect(changes.map(({ key, kind, lines }) => [key, kind, lines])).toEqual([
    ["c", "new", ["+train();"]],
    ["b", "left out", ["-plot();"]],
  ]);
});

it("leaves out cells whose code is not recorded, and knows those without an id by their order", () => {
  expect(codeChanges([cell("a", null)], [cell("a", null)])).toEqual([]);
  expect(codeChanges([cell(null, "load(1);")], [cell(null, "load(2);", 9)])).toMatchObject([{ kind: "changed" }]);
});
