import { act, fireEvent, render, screen, within } from "@testing-library/react";
import type { RunNodeView } from "trackside/lib/messages";

import {
  createViewContext,
  PanelLayout,
  PanelServicesProvider,
  ViewContextProvider,
  type PanelServices,
} from "../../../../extension/common";
import { PipelineTab } from "../../../../extension/pipeline";
import { panelServices } from "../panel-services";
import { nodeView, runView } from "../run-view";

describe("PipelineTab", () => {
  it("lists nodes behind those that they take data of, in whatever order they ran", () => {
    show([
      chained("train", "clean_ships", "model"),
      chained("clean", "ships@arrow", "clean_ships"),
      chained("read", null, "ships@csv"),
    ]);
    expect(listed()).toEqual(["read", "clean", "train"]);
  });

  it.each<[string, Partial<RunNodeView>]>([
    ["waiting", { status: "waiting" }],
    ["skipped", { status: "skipped" }],
    ["stopped", { status: "stopped" }],
    ["failed", { status: "error" }],
    ["cached", { cached: true }],
    ["reused from an earlier run", { reused: true }],
  ])("says that a node is %s", (text, parts) => {
    show([nodeView({ name: "one", ...parts })]);
    expect(within(row("one")).getByRole("img", { name: text })).toBeTruthy();
  });

  it("marks what is out of date, and says why", () => {
    show([nodeView({ name: "train", staleInput: "clean_ships", pipeline: "__default__" })]);
    expect(within(row("train")).getByText("out of date").title).toContain("clean_ships");
  });

  it("filters by text in names, datasets, tags and namespaces", () => {
    show([
      ...Array.from({ length: 6 }, (_, index) => nodeView({ name: `n${index}`, inputs: [], outputs: [] })),
      nodeView({ name: "train", tags: ["weekly"], inputs: [{ name: "ships", kind: "table" }], outputs: [] }),
    ]);
    for (const text of ["TRAIN", "ships", "week"]) {
      fireEvent.change(screen.getByRole("searchbox"), { target: { value: text } });
      expect(listed()).toEqual(["train"]);
    }
    fireEvent.change(screen.getByRole("searchbox"), { target: { value: "nothing" } });
    expect(screen.getByText("No node is like that.")).toBeTruthy();
  });

  it("filters by status, and puts failed nodes first on demand", () => {
    show([
      nodeView({ name: "a" }),
      nodeView({ name: "b", status: "error" }),
      nodeView({ name: "c", status: "skipped" }),
    ]);
    fireEvent.click(screen.getByRole("button", { name: "Failed first" }));
    expect(listed()).toEqual(["b", "a", "c"]);
    const skipped = screen.getByRole("button", { name: "Skipped 1" });
    fireEvent.click(skipped);
    expect(listed()).toEqual(["c"]);
    expect(skipped.getAttribute("aria-pressed")).toBe("true");
    fireEvent.click(skipped);
    expect(listed()).toHaveLength(3);
  });

  it("does not draw a node again when another one changes", () => {
    const nodes = [nodeView({ name: "still" }), nodeView({ name: "moving", status: "running" })];
    const { update } = show(nodes);
    const observer = new MutationObserver(() => undefined);
    observer.observe(row("still"), { subtree: true, childList: true, attributes: true, characterData: true });
    update([nodes[0]!, nodeView({ name: "moving", durationMs: 90_000 })]);
    expect(row("moving").textContent).toContain("1 min 30 s");
    expect(observer.takeRecords()).toEqual([]);
  });

  it.each([
    ["Run", 'await run("harbour", { nodes: "say \\"hi\\"" });'],
    ["To here", 'await run("harbour", { to: "say \\"hi\\"" });'],
    ["From here", 'await run("harbour", { from: "say \\"hi\\"" });'],
  ])("puts the call of %s into a cell of the notebook", (button, call) => {
    const ran: string[][] = [];
    show([nodeView({ name: 'say "hi"', pipeline: "harbour" })], {
      notebook: { runCode: (...call) => ran.push(call), revealCell: () => undefined },
    });
    fireEvent.click(screen.getByRole("button", { expanded: false }));
    fireEvent.click(screen.getByRole("button", { name: button }));
    expect(ran).toEqual([["k1", call]]);
  });

  it("says why a node that a cell made cannot be run by name, and goes to that cell", () => {
    const seen: unknown[] = [];
    show([nodeView({ name: "one", cell: { id: "cell-7", executionCount: 12 } })], {
      notebook: { runCode: (...call) => seen.push(call), revealCell: (_, cell) => seen.push(cell.id) },
    });
    fireEvent.click(screen.getByRole("button", { expanded: false }));
    const run = screen.getByRole("button", { name: "Run" });
    expect(run.getAttribute("aria-disabled")).toBe("true");
    expect(run.title).toContain("A cell made this node");
    fireEvent.click(run);
    fireEvent.click(screen.getByRole("button", { name: "Cell [12]" }));
    expect(seen).toEqual(["cell-7"]);
  });

  it("reads a failed node's traceback when it is asked for", async () => {
    const asked: unknown[] = [];
    show([nodeView({ name: "plot", status: "error", error: "TypeError: no", traceback: "tracebacks/plot-1-1.txt" })], {
      gateway: {
        ...panelServices().gateway,
        fetch: async (path, query) => {
          asked.push([path, query]);
          return { text: async () => "TypeError: no\n    at plot (plot.ts:3)" } as Response;
        },
      },
    });
    fireEvent.click(screen.getByRole("button", { expanded: false }));
    expect(asked).toEqual([]);
    await act(async () => {
      fireEvent.click(screen.getByRole("button", { name: "Show traceback" }));
    });
    expect(asked).toEqual([["artifact", { kernel: "k1", run: "run-1", path: "tracebacks/plot-1-1.txt" }]]);
    expect(screen.getByText(/at plot \(plot.ts:3\)/)).toBeTruthy();
  });

  it("draws of very many nodes those near the screen, says how many there are, and finds the others", () => {
    show(Array.from({ length: 700 }, (_, index) => nodeView({ name: `n${index}`, inputs: [], outputs: [] })));
    expect(listed().length).toBeLessThan(100);
    expect(row("n3").getAttribute("aria-posinset")).toBe("4");
    expect(row("n3").getAttribute("aria-setsize")).toBe("700");
    fireEvent.change(screen.getByRole("searchbox"), { target: { value: "n699" } });
    expect(listed()).toEqual(["n699"]);
  });

  it("opens the graph of this kernel's run", () => {
    const opened: unknown[] = [];
    show([nodeView()], { openWide: (view) => opened.push(view) });
    fireEvent.click(screen.getByRole("button", { name: "Graph" }));
    expect(opened).toEqual([{ kind: "pipeline-graph", kernelId: "k1", name: "" }]);
  });
});

function chained(name: string, input: string | null, output: string): RunNodeView {
  const inputs = input === null ? [] : [{ name: input, kind: "table" }];
  return nodeView({ name, inputs, outputs: [{ name: output, kind: "table" }] });
}

function listed(): (string | undefined)[] {
  return [...document.querySelectorAll<HTMLElement>("li[data-node]")].map(({ dataset }) => dataset["node"]);
}

function row(name: string): HTMLElement {
  return document.querySelector<HTMLElement>(`[data-node="${name}"]`)!;
}

function show(nodes: readonly RunNodeView[], services: Partial<PanelServices> = {}) {
  const layout = new PanelLayout();
  const given = panelServices(services);
  const view = (shown: readonly RunNodeView[]) => (
    <ViewContextProvider value={createViewContext(null, () => undefined)}>
      <PanelServicesProvider value={given}>
        <PipelineTab run={runView({ nodes: shown })} baseline={null} kernelId="k1" layout={layout} />
      </PanelServicesProvider>
    </ViewContextProvider>
  );
  const { rerender } = render(view(nodes));
  layout.changed.connect(() => {
    rerender(view(nodes));
  });
  return {
    update: (changed: readonly RunNodeView[]) => {
      rerender(view(changed));
    },
  };
}
