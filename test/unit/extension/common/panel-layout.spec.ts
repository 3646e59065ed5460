import { StateDB } from "@jupyterlab/statedb";

import { PanelLayout } from "../../../../extension/common";

describe("PanelLayout", () => {
  it("has a section open or closed as it is at first, until somebody opens or closes it", async () => {
    const layout = new PanelLayout();
    expect([layout.isOpen("params"), layout.isOpen("tags", false)]).toEqual([true, false]);
    await layout.toggle("tags", false);
    expect(layout.isOpen("tags", false)).toBe(true);
  });

  it("remembers over a reload how it was arranged", async () => {
    const state = new StateDB();
    const before = new PanelLayout(state);
    await before.toggle("params");
    await before.update({ tab: "metrics", pinnedMetrics: ["loss"], filters: { metrics: "auc" } });
    await before.setCompare({ chosen: ["8f2c"], sort: { column: "metrics.loss", isDescending: false } });
    await before.noteScroll("metrics", 120);
    const after = new PanelLayout(state);
    await after.restore();
    expect(after.isOpen("params")).toBe(false);
    expect(after.arrangement).toMatchObject({
      tab: "metrics",
      pinnedMetrics: ["loss"],
      filters: { metrics: "auc" },
      scroll: { metrics: 120 },
      compare: { chosen: ["8f2c"], columns: [], sort: { column: "metrics.loss", isDescending: false } },
    });
  });

  it("ignores what it never saved", async () => {
    const state = new StateDB();
    await state.save("trackside:panel", {
      tab: "other",
      open: { params: "yes" },
      scroll: 3,
      pinnedMetrics: [1, "loss"],
      compare: { chosen: [7, "8f2c"], sort: { column: 3 }, chart: {} },
    });
    const layout = new PanelLayout(state);
    await layout.restore();
    expect(layout.isOpen("params")).toBe(true);
    expect(layout.arrangement).toMatchObject({ tab: "overview", scroll: {}, pinnedMetrics: ["loss"] });
    expect(layout.arrangement.compare).toEqual({
      ...{ chosen: ["8f2c"], columns: [], showsAll: false, chart: null },
      sort: { column: "attributes.start_time", isDescending: true },
    });
  });
});
