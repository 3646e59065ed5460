import { Signal } from "@lumino/signaling";
import type { CellView, RunView } from "trackside/lib/messages";

import { CellBadges } from "../../../../extension/cells";
import { createViewContext } from "../../../../extension/common";
import type { IRunPanelModel, PanelState } from "../../../../extension/model";
import { hostileStrings } from "../hostile-strings";
import { runView } from "../run-view";

const cell = (parts: Partial<CellView> = {}): CellView => ({
  ...{ order: 1, executionCount: 4, cellId: "a", status: "ok", startTime: 0, durationMs: 1200, title: "" },
  logged: { metrics: { count: 2, names: ["loss", "rmse"] } },
  ...parts,
});

function setUp(run: RunView) {
  const state: PanelState = {
    subject: { kind: "kernel", path: "a.ipynb", kernelId: "k", alive: true },
    ...{ run, baseline: null, connection: { state: "open" }, runUrl: null, paused: false },
  };
  const model = { state } as { state: PanelState; stateChanged?: unknown };
  const stateChanged = new Signal<object, PanelState>(model);
  model.stateChanged = stateChanged;
  const nodes = ["a", "b"].map((id) => ({ id, node: document.createElement("div") }));
  const opened: string[] = [];
  const badges = new CellBadges({
    model: model as unknown as IRunPanelModel,
    context: createViewContext(null, () => undefined),
    cellsOf: () => nodes,
    open: (tab) => opened.push(tab),
  });
  badges.refresh();
  const show = (next: RunView) => {
    model.state = { ...state, run: next };
    stateChanged.emit(model.state);
  };
  return { badgesOf: () => nodes.map(({ node }) => node.querySelector("button")), show, opened };
}

it("marks the cells whose last execution logged something, and leads to it", () => {
  const { badgesOf, opened } = setUp(runView({ cells: [cell(), cell({ order: 2, cellId: "b", logged: {} })] }));
  const [first, second] = badgesOf();
  expect(first?.getAttribute("aria-label")).toMatch(/number 1.*\n2 metrics: loss, rmse\n.*done · 1\.20 s/);
  expect(second).toBeNull();
  first?.click();
  expect(opened).toEqual(["metrics"]);
});

it("keeps to the run that is shown", () => {
  const { badgesOf, show } = setUp(runView({ cells: [cell()] }));
  show(runView({ cells: [cell(), cell({ order: 2, logged: { params: { count: 1, names: ["lr"] } } })] }));
  expect(badgesOf()[0]?.title).toContain("1 param: lr");
  show(runView({ runId: "run-2", cells: [] }));
  expect(badgesOf()).toEqual([null, null]);
});

it("leaves a badge alone whose cell is as it was", () => {
  const [first, second] = [cell(), cell({ order: 2, cellId: "b" })];
  const { badgesOf, show } = setUp(runView({ cells: [first, second] }));
  const [before, other] = badgesOf().map((badge) => badge!.onclick);
  show(runView({ cells: [first, { ...second, durationMs: 2400 }] }));
  expect(badgesOf()[0]!.onclick).toBe(before);
  expect(badgesOf()[1]!.onclick).not.toBe(other);
});

it.each(hostileStrings)("shows %j as the text that it is", (text) => {
  const { badgesOf } = setUp(runView({ cells: [cell({ logged: { params: { count: 1, names: [text] } } })] }));
  expect(badgesOf()[0]?.childElementCount).toBe(0);
  expect(badgesOf()[0]?.title).toContain(text);
});
