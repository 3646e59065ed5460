import { fireEvent, render, screen } from "@testing-library/react";
import type { RunNodeView } from "trackside/lib/messages";

import { createViewContext, PanelServicesProvider, ViewContextProvider, wideKinds } from "../../../../extension/common";
import { PipelineGraph } from "../../../../extension/pipeline";
import { isLineInView } from "../../../../extension/pipeline/viewport";
import { panelServices } from "../panel-services";
import { nodeView, runView } from "../run-view";

describe("PipelineGraph", () => {
  it("draws each node with its status, and the datasets between them", async () => {
    show([chained("read", null, "ships"), chained("clean", "ships", "clean_ships", { status: "error" })]);
    expect(await screen.findByRole("button", { name: "read 412 ms, finished" })).toBeTruthy();
    expect(screen.getByRole("button", { name: "clean 412 ms, failed" })).toBeTruthy();
    expect(screen.getByText("ships")).toBeTruthy();
    expect(document.querySelectorAll("path[d^=M]").length).toBeGreaterThanOrEqual(1);
  });

  it("stays where it is while statuses change", async () => {
    const { update } = show([chained("read", null, "ships", { status: "running" })]);
    const before = (await box(/^read/)).style.transform;
    update([chained("read", null, "ships")]);
    expect((await box(/^read 412 ms, finished/)).style.transform).toBe(before);
  });

  it("draws a line that goes through the window also where both its ends are outside", () => {
    const size = { width: 100, height: 100 };
    const viewport = { x: 0, y: 0, scale: 1 };
    const across = (y: number) => [
      { x: -50, y },
      { x: 150, y },
    ];
    expect(isLineInView(viewport, across(50), size)).toBe(true);
    expect(isLineInView(viewport, across(-10), size)).toBe(false);
  });

  it("is gone through along its edges by arrow keys", async () => {
    show([chained("read", null, "ships"), chained("clean", "ships", "clean_ships")]);
    fireEvent.click(await box(/^read/));
    fireEvent.keyDown(await box(/^read/), { key: "ArrowDown" });
    expect((await box(/^clean/)).getAttribute("aria-pressed")).toBe("true");
    expect(screen.getByRole("complementary", { name: "Details of clean" })).toBeTruthy();
    fireEvent.keyDown(await box(/^clean/), { key: "ArrowUp" });
    expect((await box(/^read/)).getAttribute("aria-pressed")).toBe("true");
    fireEvent.keyDown(await box(/^read/), { key: "Escape" });
    expect(screen.queryByRole("complementary")).toBeNull();
  });

  it("collapses a namespace into one item that stands as its worst node does", async () => {
    show([
      chained("read", null, "ships"),
      chained("port.clean", "ships", "port.clean_ships", { namespace: "port" }),
      chained("port.train", "port.clean_ships", "port.model", { namespace: "port", status: "error" }),
    ]);
    fireEvent.click(await screen.findByRole("button", { name: "▾ port" }));
    expect(await box("port 2 nodes, Failed")).toBeTruthy();
    expect(screen.queryByRole("button", { name: /^port.clean/ })).toBeNull();
    fireEvent.doubleClick(await box(/^port 2 nodes, Failed/));
    expect(await box(/^port.clean/)).toBeTruthy();
  });

  it("finds nodes, and goes from one to the next", async () => {
    show([chained("read", null, "ships"), chained("clean", "ships", "clean_ships"), chained("report", null, "page")]);
    await box(/^read/);
    const search = screen.getByRole("searchbox");
    fireEvent.change(search, { target: { value: "re" } });
    expect(screen.getByText("2 found")).toBeTruthy();
    expect((await box(/^clean/)).dataset["dim"]).toBe("true");
    fireEvent.keyDown(search, { key: "Enter" });
    fireEvent.keyDown(search, { key: "Enter" });
    expect((await box(/^report/)).getAttribute("aria-pressed")).toBe("true");
  });

  it("draws very many nodes as a map, on which a click shows a node near enough to read, and its details", async () => {
    show(Array.from({ length: 2_000 }, (_, index) => chained(`n${index}`, null, `d${index}`)));
    const graph = await screen.findByRole("group", { name: /^Graph of 2,000 nodes/ });
    expect(graph.querySelectorAll("canvas")).toHaveLength(1);
    expect(graph.querySelectorAll("[data-item]")).toHaveLength(1);
    fireEvent.click(graph, { clientX: 400, clientY: 300 });
    const details = screen.getByRole("complementary", { name: /^Details of n\d+$/ });
    const name = details.getAttribute("aria-label")?.split(" ").at(-1);
    expect((await box(`${name} 412 ms, finished`)).getAttribute("aria-pressed")).toBe("true");
    expect(graph.dataset["readable"]).toBe("true");
    expect(graph.querySelectorAll("canvas")).toHaveLength(0);
  });

  it("opens namespaces a step at a time, and closes them from the inside", async () => {
    show(
      Array.from({ length: 200 }, (_, index) =>
        chained(`n${index}`, null, `d${index}`, { namespace: `port${index % 8}.${index < 100 ? "read" : "train"}` }),
      ),
    );
    fireEvent.doubleClick(await box("port0 25 nodes, Finished"));
    fireEvent.click(await box("port0.read 13 nodes, Finished"));
    fireEvent.click(screen.getByRole("button", { name: "Expand port0.read" }));
    fireEvent.click(await box("n0 412 ms, finished"));
    fireEvent.click(screen.getByRole("button", { name: "Collapse port0.read" }));
    expect((await box("port0.read 13 nodes, Finished")).getAttribute("aria-pressed")).toBe("true");
    fireEvent.click(screen.getByRole("button", { name: "Collapse port0" }));
    expect(await box("port0 25 nodes, Finished")).toBeTruthy();

    const all = screen.getByRole("button", { name: "Expand all" });
    fireEvent.click(all);
    expect(await screen.findByRole("group", { name: /^Graph of 200 nodes/ })).toBeTruthy();
    expect((all as HTMLButtonElement).disabled).toBe(true);
    fireEvent.click(screen.getByRole("button", { name: "Collapse all" }));
    expect(await box("port7 25 nodes, Finished")).toBeTruthy();
  });

  it("opens with many nodes' namespaces collapsed", async () => {
    show(
      Array.from({ length: 2_000 }, (_, index) =>
        chained(`n${index}`, index < 20 ? null : `d${index - 20}`, `d${index}`, { namespace: `part${index % 20}` }),
      ),
    );
    expect(await box("part0 100 nodes, Finished")).toBeTruthy();
  });
});

function chained(name: string, input: string | null, output: string, parts: Partial<RunNodeView> = {}): RunNodeView {
  const inputs = input === null ? [] : [{ name: input, kind: "table" }];
  return nodeView({ name, inputs, outputs: [{ name: output, kind: "table" }], ...parts });
}

function box(name: string | RegExp): Promise<HTMLElement> {
  return screen.findByRole("button", { name });
}

function show(nodes: readonly RunNodeView[]) {
  const services = panelServices();
  const view = (shown: readonly RunNodeView[]) => (
    <ViewContextProvider value={createViewContext(null, () => undefined)}>
      <PanelServicesProvider value={services}>
        <PipelineGraph
          view={{ kind: wideKinds.graph, kernelId: "k1", name: "" }}
          run={runView({ nodes: shown })}
          baseline={null}
        />
      </PanelServicesProvider>
    </ViewContextProvider>
  );
  const { rerender } = render(view(nodes));
  return {
    update: (changed: readonly RunNodeView[]) => {
      rerender(view(changed));
    },
  };
}
