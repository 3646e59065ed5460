import { NotebookAccess, type OpenNotebook } from "../../../../extension/cells";

/** A notebook of two cells, the first of them active. */
function openNotebook(readOnly = false) {
  const cells = [{ id: "a" }, { id: "b" }];
  const sources: string[] = ["", ""];
  return {
    id: "notebook",
    sources,
    sessionContext: { session: { kernel: { id: "k1" } } },
    content: {
      model: {
        readOnly,
        sharedModel: {
          insertCell: (index: number, { source }: { source: string }) => {
            cells.splice(index, 0, { id: "new" });
            sources.splice(index, 0, source);
          },
        },
      },
      get widgets() {
        return cells.map((model) => ({ model }));
      },
      activeCellIndex: 0,
      deselectAll: () => undefined,
      scrollToItem: async () => undefined,
    },
  } satisfies OpenNotebook & { sources: string[] };
}

function accessTo(notebook: ReturnType<typeof openNotebook>) {
  const told: string[] = [];
  const access = new NotebookAccess<typeof notebook>({
    find: (fits) => [notebook].find(fits),
    show: ({ id }) => told.push(`show ${id}`),
    run: async ({ content }) => told.push(`run ${content.activeCellIndex}`),
    refuse: (reason) => told.push(reason),
  });
  return { access, told };
}

it("puts code into a new cell below the active one, and runs it", () => {
  const notebook = openNotebook();
  const { access, told } = accessTo(notebook);
  access.runCode("k1", "await run();");
  expect(notebook.sources).toEqual(["", "await run();", ""]);
  expect(told).toEqual(["show notebook", "run 1"]);
});

it("selects the cell of an id", () => {
  const notebook = openNotebook();
  accessTo(notebook).access.revealCell("k1", { id: "b", executionCount: 3 });
  expect(notebook.content.activeCellIndex).toBe(1);
});

it.each([
  ["closed", "another", false],
  ["readonly", "k1", true],
] as const)("says that the notebook is %s and does nothing", (reason, kernelId, readOnly) => {
  const notebook = openNotebook(readOnly);
  const { access, told } = accessTo(notebook);
  access.runCode(kernelId, "await run();");
  expect(told).toEqual([reason]);
  expect(notebook.sources).toHaveLength(2);
});

it("says that a cell has gone", () => {
  const { access, told } = accessTo(openNotebook());
  access.revealCell("k1", { id: "gone", executionCount: 3 });
  expect(told).toEqual(["no-cell"]);
});
