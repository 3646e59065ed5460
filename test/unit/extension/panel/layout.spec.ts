import { StateDB } from "@jupyterlab/statedb";

import { PanelLayout } from "../../../../extension/panel";

describe("PanelLayout", () => {
  it("opens everything but the tags at first", () => {
    const layout = new PanelLayout();
    expect(layout.isOpen("metrics")).toBe(true);
    expect(layout.isOpen("tags")).toBe(false);
  });

  it("remembers over a reload what was opened and closed", async () => {
    const state = new StateDB();
    const before = new PanelLayout(state);
    await before.toggle("metrics");
    await before.toggle("tags");
    const after = new PanelLayout(state);
    await after.restore();
    expect(after.isOpen("metrics")).toBe(false);
    expect(after.isOpen("tags")).toBe(true);
    expect(after.isOpen("nodes")).toBe(true);
  });

  it("ignores what it never saved", async () => {
    const state = new StateDB();
    await state.save("trackside:panel-sections", { params: "yes", other: false });
    const layout = new PanelLayout(state);
    await layout.restore();
    expect(layout.isOpen("params")).toBe(true);
  });
});
