import { act, fireEvent, render, screen, within } from "@testing-library/react";
import type { CellPlace, RunView } from "trackside/lib/messages";

import {
  createViewContext,
  EditRequests,
  PanelLayout,
  PanelServicesProvider,
  RunActionsProvider,
  ViewContextProvider,
  type EditKind,
} from "../../../../extension/common";
import { OverviewTab } from "../../../../extension/overview";
import { panelServices } from "../panel-services";
import { metricView, nodeView, runView } from "../run-view";

const shownAttempts: RunView["attempts"] = [
  { runId: "run-0", attempt: 1, name: "first", status: "FAILED" },
  {
    ...{ runId: "run-1", attempt: 2, name: "second", status: "RUNNING" },
    changed: [{ key: "lr", before: "0.1", after: null }],
  },
];

it("says which node failed first and why, and leads to it", () => {
  const nodes = [nodeView(), nodeView({ name: "fit", status: "error", error: "RangeError: too deep" })];
  const { layout } = show({ run: runView({ nodes }) });
  const failure = screen.getByRole("region", { name: "What failed" });
  expect(within(failure).getByText("fit failed")).toBeTruthy();
  expect(within(failure).getByText("RangeError: too deep")).toBeTruthy();
  fireEvent.click(within(failure).getByRole("button", { name: "Show in Pipeline" }));
  expect(layout.arrangement.tab).toBe("pipeline");
});

it("says of a run without a failed node what its status means, and nothing while all is well", () => {
  const { update } = show({ run: runView({ status: "KILLED" }) });
  expect(screen.getByText("The run was killed")).toBeTruthy();
  update({ run: runView({ status: "FINISHED" }) });
  expect(screen.queryByRole("region", { name: "What failed" })).toBeNull();
});

it("says which cell failed last and why, where no node did, and leads to it; one that is executed after it takes that away", () => {
  const cell = { order: 1, executionCount: 6, cellId: "c6", startTime: 0, durationMs: 9, title: "", logged: {} };
  const failed = { ...cell, status: "error" as const, error: "Error: the tide was out" };
  const { update, revealed } = show({ run: runView({ cells: [failed] }) });
  const failure = screen.getByRole("region", { name: "What failed" });
  expect(within(failure).getByText("Cell [6] failed")).toBeTruthy();
  expect(within(failure).getByText("Error: the tide was out")).toBeTruthy();
  fireEvent.click(within(failure).getByRole("button", { name: "Show Cell" }));
  expect(revealed).toEqual([{ id: "c6", executionCount: 6 }]);
  update({ run: runView({ cells: [failed, { ...cell, order: 2, executionCount: 7, status: "ok" }] }) });
  expect(screen.queryByRole("region", { name: "What failed" })).toBeNull();
});

it("lists attempts, the newest first, with what changed, and compares by a click", () => {
  const { compared } = show({ run: runView({ attempts: shownAttempts }) });
  const rows = within(screen.getByRole("list", { name: "Attempts" })).getAllByRole("listitem");
  expect(rows.map(({ textContent }) => textContent)).toEqual(["secondshownlr: 0.1 → none", "first"]);
  fireEvent.click(screen.getByRole("button", { name: /first/ }));
  expect(compared).toEqual(["run-0"]);
});

it("shows the session's own run as open, not as at work, once there are other attempts in it", () => {
  show({ run: runView({ attempts: shownAttempts.map((each) => ({ ...each, status: "RUNNING" as const })) }) });
  expect(screen.getAllByRole("img", { name: "Running" })).toHaveLength(1);
  expect(screen.getAllByRole("img", { name: /^Open until the session ends/ })).toHaveLength(1);
});

it("sets params and metrics beside those of the attempt that it is compared with, changed ones first", () => {
  const run = runView({ params: { same: "1", lr: "0.2", fresh: "x" }, metrics: { loss: metricView([0.25]) } });
  const baseline = runView({ params: { same: "1", lr: "0.1", gone: "y" }, metrics: { loss: metricView([0.5]) } });
  show({ run, baseline });
  const params = within(screen.getByRole("table", { name: "Params" })).getAllByRole("row");
  expect(params.map(({ textContent }) => textContent)).toEqual(["lr0.10.2", "freshxnew", "goney", "same1"]);
  expect(params[0]?.querySelector("del")?.textContent).toBe("0.1");
  expect(document.querySelector('[data-key-metric="loss"]')?.textContent).toBe(
    "loss0.25−0.25better: 0.25 lower than in attempt 1, which had 0.5",
  );
});

it("shows the pinned metrics, else the last five", () => {
  const metrics = Object.fromEntries([1, 2, 3, 4, 5, 6].map((number) => [`m${number}`, metricView([number])]));
  const { layout } = show({ run: runView({ metrics }) });
  const names = () =>
    [...document.querySelectorAll("[data-key-metric]")].map((row) => row.getAttribute("data-key-metric"));
  expect(names()).toEqual(["m2", "m3", "m4", "m5", "m6"]);
  act(() => void layout.update({ pinnedMetrics: ["m1"] }));
  expect(names()).toEqual(["m1"]);
});

it("filters a long list of params", () => {
  const params = Object.fromEntries(Array.from({ length: 25 }, (_, index) => [`grid.p${index}`, "v"]));
  show({ run: runView({ params }) });
  fireEvent.change(screen.getByRole("searchbox", { name: "Filter params" }), { target: { value: "p24" } });
  expect(within(screen.getByRole("table", { name: "Params" })).getAllByRole("row")).toHaveLength(1);
});

it("shows where the run comes from and what went into it", () => {
  const tags = {
    ...{ "mlflow.source.type": "NOTEBOOK", "mlflow.source.name": "explore.ipynb", "trackside.git_dirty": "true" },
    "mlflow.source.git.commit": "0123456789abcdef",
  };
  const input = { name: "ships", digest: "3f9a77b1c2", sourceType: "local", place: "data/ships.csv", context: null };
  show({ run: runView({ tags, inputs: [input] }) }, "source");
  expect(document.querySelector('[data-source="commit"]')?.textContent).toBe("Commit01234567with changes");
  expect(document.querySelector('[data-source="source"]')?.textContent).toBe("Notebookexplore.ipynb");
  expect(document.querySelector('[data-input="ships"]')?.textContent).toBe("ships3f9a77b1data/ships.csv");
});

it("saves a note, and keeps what was typed with the reason where that fails", async () => {
  const { edits, set } = show({ run: runView() });
  ask(edits, "note");
  const field = screen.getByRole("textbox", { name: "Note" });
  fireEvent.change(field, { target: { value: "why" } });
  set.answer = new Error("no room on the disk");
  await act(async () => fireEvent.keyDown(field, { key: "Enter", ctrlKey: true }));
  expect(screen.getByRole("alert").textContent).toBe("no room on the disk");
  set.answer = null;
  await act(async () => fireEvent.click(screen.getByRole("button", { name: "Save" })));
  expect(set.tags).toEqual([{ "mlflow.note.content": "why" }, { "mlflow.note.content": "why" }]);
  expect(screen.queryByRole("textbox", { name: "Note" })).toBeNull();
});

it("adds and changes tags, but not those of MLflow and Trackside", async () => {
  const { edits, set } = show({ run: runView({ tags: { stage: "trial", "mlflow.user": "ada" } }) }, "tags");
  ask(edits, "tag");
  fireEvent.change(screen.getByRole("textbox", { name: "Name of the tag" }), { target: { value: " owner " } });
  fireEvent.change(screen.getByRole("textbox", { name: "Value of the tag" }), { target: { value: "me" } });
  await act(async () => fireEvent.submit(screen.getByRole("form", { name: "New tag" })));
  fireEvent.click(screen.getByRole("button", { name: "Edit the value of stage" }));
  const field = screen.getByRole("textbox", { name: "Value of stage" });
  fireEvent.change(field, { target: { value: "kept" } });
  await act(async () => fireEvent.keyDown(field, { key: "Enter" }));
  expect(set.tags).toEqual([{ owner: "me" }, { stage: "kept" }]);
  expect(screen.queryByRole("button", { name: "Edit the value of mlflow.user" })).toBeNull();
});

function ask(edits: EditRequests, kind: EditKind): void {
  act(() => {
    edits.ask(kind);
  });
}

interface Shown {
  readonly run: RunView;
  readonly baseline?: RunView;
}

function show(first: Shown, openSection?: string) {
  const layout = new PanelLayout();
  void layout.update(openSection === undefined ? {} : { open: { [openSection]: true } });
  const edits = new EditRequests();
  const compared: (string | null)[] = [];
  const revealed: CellPlace[] = [];
  const services = panelServices({
    notebook: { runCode: () => undefined, revealCell: (_, place) => void revealed.push(place) },
  });
  const set: { answer: Error | null; tags: Readonly<Record<string, string>>[] } = { answer: null, tags: [] };
  const actions = {
    edits,
    setTags: async (tags: Readonly<Record<string, string>>) => {
      set.tags.push(tags);
      if (set.answer !== null) {
        throw set.answer;
      }
    },
    compareWith: (runId: string | null) => void compared.push(runId),
    openMenu: () => undefined,
    followKernel: () => Promise.resolve(),
    resume: () => undefined,
  };
  const view = ({ run, baseline }: Shown) => (
    <ViewContextProvider value={createViewContext(null, () => undefined)}>
      <RunActionsProvider value={actions}>
        <PanelServicesProvider value={services}>
          <OverviewTab run={run} baseline={baseline ?? null} kernelId="k1" layout={layout} />
        </PanelServicesProvider>
      </RunActionsProvider>
    </ViewContextProvider>
  );
  const { rerender } = render(view(first));
  return {
    ...{ layout, edits, compared, revealed, set },
    update: (next: Shown) => {
      rerender(view(next));
    },
  };
}
