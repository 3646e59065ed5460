import { act, fireEvent, render, screen, within } from "@testing-library/react";
import { UseSignal } from "@jupyterlab/ui-components";
import type { MetricView, RunView } from "trackside/lib/messages";

import { PanelLayout, PanelServicesProvider, type WideView } from "../../../../extension/common";
import { MetricsTab } from "../../../../extension/metrics";
import { panelServices } from "../panel-services";
import { metricView, runView } from "../run-view";

it("tells the best value at its step, by the metric's direction", () => {
  show({ metrics: { loss: metricView([3, 1, 2]), auc: metricView([0.5, 0.9, 0.7]) } });
  expect(within(row("loss")).getByText("best 1 at 1")).toBeTruthy();
  expect(within(row("auc")).getByText("best 0.9 at 1")).toBeTruthy();
});

it("compares with the attempt before in words, a sign and a mark", () => {
  const baseline = runView({
    attempt: 1,
    metrics: { loss: metricView([2]), auc: metricView([0.5]), same: metricView([1]) },
  });
  show(
    {
      attempt: 2,
      metrics: { loss: metricView([1.5]), auc: metricView([0.25]), same: metricView([1]), fresh: metricView([1]) },
    },
    baseline,
  );
  expect(row("loss").querySelector("[data-delta=better]")?.textContent).toContain("−0.5");
  expect(within(row("loss")).getByText("better: 0.5 lower than in attempt 1, which had 2")).toBeTruthy();
  expect(within(row("auc")).getByText("worse: 0.25 lower than in attempt 1, which had 0.5")).toBeTruthy();
  expect(within(row("same")).getByText("the same as in attempt 1")).toBeTruthy();
  expect(row("fresh").querySelector("[data-delta]")).toBeNull();
});

it("says of an attempt without metrics where those of the one before it are", () => {
  show(
    { attempt: 2, metrics: {} },
    runView({ attempt: 1, metrics: { loss: metricView([2]), auc: metricView([0.5]) } }),
  );
  expect(screen.getByText("No metric logged yet. Attempt 1 has 2 metrics: see Compare.")).toBeTruthy();
});

it("groups by prefix, collapses, and shows names without it", () => {
  show({ metrics: { "train/loss": metricView([1, 2]), "val/loss": metricView([1, 2]) } });
  expect(row("train/loss").textContent).not.toContain("train/");
  fireEvent.click(screen.getByRole("button", { name: /^train/, expanded: true }));
  expect(document.querySelector('[data-metric="train/loss"]')).toBeNull();
  expect(row("val/loss")).toBeTruthy();
});

it("pins a metric to the top, and remembers it in the layout", () => {
  const { layout } = show({ metrics: { a: metricView([1]), b: metricView([1]) } });
  fireEvent.click(screen.getByRole("button", { name: "Pin b to the top" }));
  expect(rows()).toEqual(["b", "a"]);
  expect(layout.arrangement.pinnedMetrics).toEqual(["b"]);
  fireEvent.click(screen.getByRole("button", { name: "Unpin b" }));
  expect(rows()).toEqual(["a", "b"]);
});

it("filters, tells of a wrong expression, and charts together what is left", () => {
  const names = ["train/loss", "val/loss", "a", "b", "c", "d", "e"];
  const { layout, opened } = show({ metrics: Object.fromEntries(names.map((name) => [name, metricView([1, 2])])) });
  const field = screen.getByRole("searchbox", { name: "Filter metrics" });
  fireEvent.change(field, { target: { value: "/(/" } });
  expect(screen.getByText(/^Not a regular expression/)).toBeTruthy();
  expect(field.getAttribute("aria-invalid")).toBe("true");
  fireEvent.change(field, { target: { value: "loss" } });
  expect(rows()).toEqual(["train/loss", "val/loss"]);
  expect(layout.arrangement.filters).toEqual({ metrics: "loss" });
  fireEvent.click(screen.getByRole("button", { name: "Chart together" }));
  expect(opened).toEqual([{ kind: "metric", kernelId: "k1", name: '["train/loss","val/loss"]' }]);
  fireEvent.keyDown(field, { key: "Escape" });
  expect(rows()).toHaveLength(7);
});

it("opens a chart below a row: set up, remembered, and opened wide", () => {
  const { layout, opened } = show({ metrics: { loss: metricView([1, 2]) } });
  fireEvent.click(screen.getByRole("button", { name: "loss, chart" }));
  expect(screen.getByRole("img", { name: "Chart of loss" })).toBeTruthy();
  fireEvent.change(screen.getByRole("combobox", { name: "Horizontal axis" }), { target: { value: "wall" } });
  fireEvent.click(screen.getByRole("button", { name: "Log" }));
  fireEvent.change(screen.getByRole("slider", { name: "Smooth" }), { target: { value: "0.6" } });
  expect(layout.arrangement.charts["loss"]).toMatchObject({ axis: "wall", isLog: true, smoothing: 0.6 });
  fireEvent.click(screen.getByRole("button", { name: "Open the chart in a tab of its own" }));
  expect(opened).toEqual([{ kind: "metric", kernelId: "k1", name: "loss" }]);
});

it("offers to save a chart by a menu that keys go through", () => {
  show({ metrics: { loss: metricView([1, 2]) } });
  fireEvent.click(screen.getByRole("button", { name: "loss, chart" }));
  const button = screen.getByRole("button", { name: "Save the chart" });
  fireEvent.click(button);
  const items = screen.getAllByRole("menuitem");
  expect(items.map(({ textContent }) => textContent)).toEqual(["Image (PNG)", "Drawing (SVG)", "Points (CSV)"]);
  expect(document.activeElement).toBe(items[0]);
  fireEvent.keyDown(items[0]!, { key: "ArrowUp" });
  expect(document.activeElement).toBe(items[2]);
  fireEvent.keyDown(items[2]!, { key: "Escape" });
  expect(screen.queryByRole("menu")).toBeNull();
  expect(document.activeElement).toBe(button);
});

function rows(): string[] {
  return [...document.querySelectorAll<HTMLElement>("[data-metric]")].map(({ dataset }) => dataset["metric"] ?? "");
}

function row(name: string): HTMLElement {
  return document.querySelector<HTMLElement>(`[data-metric="${name}"]`)!;
}

function show(parts: Partial<RunView> & { metrics: Record<string, MetricView> }, baseline: RunView | null = null) {
  const layout = new PanelLayout();
  const opened: WideView[] = [];
  const services = panelServices({ openWide: (view) => opened.push(view) });
  const run = runView(parts);
  act(() => {
    render(
      <PanelServicesProvider value={services}>
        <UseSignal signal={layout.changed}>
          {() => <MetricsTab run={run} baseline={baseline} kernelId="k1" layout={layout} />}
        </UseSignal>
      </PanelServicesProvider>,
    );
  });
  return { layout, opened };
}
