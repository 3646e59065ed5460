import { act, fireEvent, render, screen, within } from "@testing-library/react";
import { UseSignal } from "@jupyterlab/ui-components";
import type { CellPlace, ExecutedCells, RunList } from "trackside/lib/messages";

import { PanelLayout, PanelServicesProvider, type WideView } from "../../../../extension/common";
import { CompareTab, WideComparison } from "../../../../extension/compare";
import { panelServices } from "../panel-services";
import { listedRun, metricView, runView } from "../run-view";

const run = runView({
  ...{ runId: "r2", mlflowRunId: "mine", attempt: 2, name: "second", tags: { "mlflow.user": "ada" } },
  ...{ params: { depth: "8", seed: "1" }, metrics: { loss: metricView([0.2]), auc: metricView([0.9]) } },
});
const first = runView({
  ...run,
  ...{ runId: "r1", mlflowRunId: null, attempt: 1, name: "first", params: { depth: "4", seed: "1" } },
  metrics: { loss: metricView([0.5]), auc: metricView([0.9]) },
});
const listedFirst = listedRun({
  ...{ runId: "r1", mlflowRunId: null, historyId: "r1", name: "first", attempt: 1, startTime: 900 },
  ...{ params: first.params, metrics: { loss: 0.5, auc: 0.9 } },
});
const others = [
  listedFirst,
  listedRun({
    mlflowRunId: "m1",
    name: "search 1",
    params: { depth: "16", seed: "1" },
    metrics: { loss: 0.1, auc: 0.8 },
  }),
];

it("compares with the attempt before by itself: what differs, and whether it is better", async () => {
  await show(others);
  expect(header("Metrics that differ")).toEqual(["firstbaseline", "secondshown"]);
  expect(rows("Metrics that differ")).toEqual(["loss"]);
  expect(screen.getByText("better: 0.3 lower than in first, which had 0.5")).toBeTruthy();
  expect(rows("Params that differ")).toEqual(["depth"]);
});

it("takes runs in and out, and has the others compared with another; the layout remembers it", async () => {
  const { layout } = await show(others);
  fireEvent.click(screen.getByRole("checkbox", { name: /search 1/ }));
  expect(header("Metrics that differ")).toEqual(["firstbaseline", "secondshown", "search 1grace"]);
  expect(rows("Metrics that differ")).toEqual(["loss", "auc"]);
  fireEvent.click(screen.getByRole("button", { name: "Compare the others with search 1" }));
  expect(header("Metrics that differ")).toEqual(["search 1baseline", "secondshown", "firstattempt 1"]);
  expect(screen.getByText("worse: 0.1 higher than in search 1, which had 0.1")).toBeTruthy();
  expect(layout.arrangement.compare.chosen).toEqual(["m1", "r1"]);
  fireEvent.click(screen.getByRole("checkbox", { name: /first/ }));
  expect(layout.arrangement.compare.chosen).toEqual(["m1"]);
  expect(screen.getByRole<HTMLInputElement>("checkbox", { name: /second/ }).disabled).toBe(true);
});

it("shows what is the same on demand", async () => {
  await show(others);
  fireEvent.click(screen.getByRole("button", { name: "Only differences" }));
  expect(rows("Params that differ")).toEqual(["depth", "seed"]);
});

it("searches in MLflow's words on Enter, sorts by the best of a metric, and names the chosen", async () => {
  const { asked, layout } = await show(others);
  await act(async () => layout.setCompare({ chosen: ["m1"] }));
  const field = screen.getByRole("searchbox");
  fireEvent.change(field, { target: { value: " metrics.loss < 0.3 " } });
  expect(asked).toHaveLength(1);
  await act(async () => fireEvent.submit(field));
  fireEvent.change(screen.getByRole("combobox", { name: "Sort runs" }), { target: { value: "metrics.loss" } });
  await act(async () => undefined);
  expect(asked.at(-1)).toEqual({
    ...{ kernel: "k1", run: "r2", filter: "metrics.loss < 0.3", order: "metrics.`loss` ASC", also: ["m1"] },
  });
  expect(screen.getAllByRole("checkbox").map((box) => box.closest("li")?.dataset["compareRun"])).toEqual([
    "m1",
    "mine",
    "r1",
  ]);
  expect(layout.arrangement.filters).toEqual({ compare: "metrics.loss < 0.3" });
});

it("goes on comparing with the attempt before when a search does not find it, and says that nothing else matches", async () => {
  const { layout } = await show([]);
  await act(async () => layout.setFilter("compare", 'params.depth = "99"'));
  expect(screen.getByText("No run matches beside those that are compared.")).toBeTruthy();
  expect(header("Metrics that differ")).toEqual(["firstbaseline", "secondshown"]);
  expect(screen.getAllByRole("checkbox")).toHaveLength(2);
});

it("says what to do where there is nothing to compare with", async () => {
  await show([], { baseline: null });
  expect(screen.getByText(/^There is no other run here yet/)).toBeTruthy();
});

it("says what the table of runs was sorted by, of the order and of each run", async () => {
  const { layout } = await show(others);
  await act(async () => layout.setCompare({ sort: { column: "params.depth", isDescending: true } }));
  const field = screen.getByRole<HTMLSelectElement>("combobox", { name: "Sort runs" });
  expect(field.selectedOptions[0]?.text).toBe("depth, descending");
  expect([...document.querySelectorAll(".trackside-CompareRun-about")].map(({ textContent }) => textContent)).toEqual([
    ...["16", "8", "4"],
  ]);
  await act(async () => layout.setCompare({ sort: { column: "metrics.loss", isDescending: true } }));
  expect(field.selectedOptions[0]?.text).toBe("loss, descending");
  await act(async () => fireEvent.change(field, { target: { value: "metrics.loss" } }));
  expect(field.selectedOptions[0]?.text).toBe("Best loss first");
});

it("says MLflow's words of a wrong filter, and keeps what it had", async () => {
  await show(others, { failure: "Invalid clause\nFor example: metrics.loss < 0.1" });
  const field = screen.getByRole("searchbox");
  fireEvent.change(field, { target: { value: "metrics.loss <" } });
  await act(async () => fireEvent.submit(field));
  expect(screen.getByText(/^Invalid clause/).dataset["wrong"]).toBe("true");
  expect(field.getAttribute("aria-invalid")).toBe("true");
  expect(screen.getAllByRole("checkbox")).toHaveLength(3);
});

it("says that MLflow is away, with the kernel's runs all the same", async () => {
  await show([listedFirst], { away: "connect ECONNREFUSED" });
  expect(screen.getByText("Only this notebook's runs: connect ECONNREFUSED")).toBeTruthy();
  expect(header("Metrics that differ")).toEqual(["firstbaseline", "secondshown"]);
});

it("charts a metric over the compared runs, and opens wide", async () => {
  const { layout, opened } = await show(others);
  fireEvent.click(screen.getByRole("checkbox", { name: /search 1/ }));
  fireEvent.click(screen.getByRole("button", { name: "loss, chart" }));
  expect(screen.getByRole("img", { name: "Chart of loss" })).toBeTruthy();
  const lines = [...document.querySelectorAll<HTMLElement>("[data-line]")].map(({ dataset }) => dataset["line"]);
  expect(lines).toEqual(["r2/loss", "r1/loss", "m1@run-1/loss"]);
  expect(layout.arrangement.compare.chart).toBe("loss");
  fireEvent.click(screen.getByRole("button", { name: "Open the comparison in a tab of its own" }));
  expect(opened).toEqual([{ kind: "compare", kernelId: "k1", name: "" }]);
});

it("shows on demand the code of the cells that differ, which leads to the cell", async () => {
  const { revealed } = await show(others);
  await act(async () => fireEvent.click(screen.getByRole("button", { name: "Code" })));
  const cells = within(screen.getByRole("list", { name: "Cells that differ" }));
  expect(cells.getByLabelText("Code of cell 3").textContent).toBe("-fit(0.1);\n+fit(0.2);\n");
  fireEvent.click(cells.getByRole("button", { name: "[3] changed" }));
  expect(revealed).toEqual([{ id: "a", executionCount: 3 }]);
});

it("wide, has columns of choice, sorts by them, and draws all runs over them", async () => {
  const { layout } = await show(others, { isWide: true });
  const table = screen.getByRole("table", { name: "Runs of the experiment" });
  const columns = () =>
    within(table)
      .getAllByRole("columnheader")
      .map(({ textContent }) => textContent);
  expect(columns()).toEqual(["Name", "Started↓", "Duration", "User", "depth", "loss", "auc"]);
  await act(async () => fireEvent.click(within(table).getByRole("button", { name: "loss" })));
  expect(within(table).getByRole("columnheader", { name: /loss/ }).getAttribute("aria-sort")).toBe("ascending");
  expect(
    within(table)
      .getAllByRole("rowheader")
      .map(({ textContent }) => textContent),
  ).toEqual([expect.stringContaining("search 1"), expect.stringContaining("second"), expect.stringContaining("first")]);
  expect(screen.getByRole("img", { name: "3 runs over depth, loss, auc" })).toBeTruthy();
  const scatter = screen.getByRole("img", { name: "auc of 3 runs over depth" });
  expect(scatter.querySelectorAll("circle")).toHaveLength(3);
  fireEvent.click(scatter.querySelector('[data-run-mark="m1"]')!);
  expect(layout.arrangement.compare.chosen).toEqual(["r1", "m1"]);
  fireEvent.change(screen.getByRole("combobox", { name: "Vertical axis" }), { target: { value: "metrics.loss" } });
  expect(screen.getByRole("img", { name: "loss of 3 runs over depth" })).toBeTruthy();
  fireEvent.click(screen.getByRole("checkbox", { name: "metrics.auc" }));
  fireEvent.click(screen.getByRole("checkbox", { name: "params.seed" }));
  expect(columns().slice(4)).toEqual(["depth", "loss↑", "seed"]);
  expect(layout.arrangement.compare.columns).toEqual(["params.depth", "metrics.loss", "params.seed"]);
});

it("draws runs over what differs between them, where nothing else was asked for", async () => {
  const { layout } = await show(others, { isWide: true });
  await act(async () => layout.setCompare({ columns: ["params.seed", "params.depth", "metrics.auc"] }));
  expect(screen.getByRole("img", { name: "auc of 3 runs over depth" })).toBeTruthy();
});

it("closes the choice of columns by Escape, which clears what is sought first, and by a press beside it", async () => {
  await show(others, { isWide: true });
  const details = document.querySelector("details")!;
  const field = screen.getByRole("searchbox", { name: "Find a column" });
  details.open = true;
  fireEvent.change(field, { target: { value: "nothing like it" } });
  expect(screen.getByText("No column has that in its name.")).toBeTruthy();
  fireEvent.keyDown(field, { key: "Escape" });
  expect([details.open, screen.queryByText("No column has that in its name.")]).toEqual([true, null]);
  fireEvent.keyDown(field, { key: "Escape" });
  expect([details.open, document.activeElement?.tagName]).toEqual([false, "SUMMARY"]);
  details.open = true;
  fireEvent.blur(field, { relatedTarget: screen.getByRole("checkbox", { name: "metrics.loss" }) });
  expect(details.open).toBe(true);
  fireEvent.blur(field, { relatedTarget: null });
  expect(details.open).toBe(false);
});

function header(label: string): string[] {
  const table = screen.getByRole("table", { name: label });
  return within(table)
    .getAllByRole("columnheader")
    .map(({ textContent }) => textContent ?? "");
}

function rows(label: string): string[] {
  const table = screen.getByRole("table", { name: label });
  return [...table.querySelectorAll<HTMLElement>("[data-field]")].map(({ dataset }) => dataset["field"] ?? "");
}

interface Shown {
  /** What the second question and those after it are answered with. */
  readonly failure?: string;
  readonly away?: string;
  readonly isWide?: boolean;
  readonly baseline?: typeof first | null;
}

async function show(runs: RunList["runs"], { failure, away = "", isWide = false, baseline = first }: Shown = {}) {
  const layout = new PanelLayout();
  const opened: WideView[] = [];
  const asked: unknown[] = [];
  const revealed: CellPlace[] = [];
  const { gateway, notebook } = panelServices();
  const services = panelServices({
    openWide: (view) => opened.push(view),
    notebook: { ...notebook, revealCell: (_, cell) => revealed.push(cell) },
    gateway: {
      ...gateway,
      get: async <Answer,>(path: string, query: unknown) => {
        if (path === "cells") {
          const { run: asked } = query as { run: string };
          const cell = { cellId: "a", status: "ok", startTime: 1, durationMs: 1 } as const;
          const [source, executionCount] = asked === "r1" ? ["fit(0.1);", 1] : ["fit(0.2);", 3];
          return { cells: [{ ...cell, source, executionCount }] } satisfies ExecutedCells as Answer;
        }
        if (path !== "runs") {
          return gateway.get<Answer>(path);
        }
        asked.push(query);
        if (failure !== undefined && asked.length > 1) {
          throw new Error(failure);
        }
        return { runs, hasMore: false, away: away === "" ? null : away } as Answer;
      },
    },
  });
  await act(async () => {
    render(
      <PanelServicesProvider value={services}>
        <UseSignal signal={layout.changed}>
          {() =>
            isWide ? (
              <WideComparison view={{ kind: "compare", kernelId: "k1", name: "" }} {...{ run, layout, baseline }} />
            ) : (
              <CompareTab {...{ run, baseline, layout }} kernelId="k1" />
            )
          }
        </UseSignal>
      </PanelServicesProvider>,
    );
  });
  return { layout, opened, asked, revealed };
}
