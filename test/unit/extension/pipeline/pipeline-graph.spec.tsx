import { fireEvent, render, screen } from "@testing-library/react";
import type { RunNodeView } from "trackside/lib/messages";

import { createViewContext, PanelServicesProvider, ViewContextProvider } from "../../../../extension/common";
import { PipelineGraph, pipelineGraphKind } from "../../../../extension/pipeline";
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
          view={{ kind: pipelineGraphKind, kernelId: "k1", name: "" }}
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
