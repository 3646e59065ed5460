import { SplitPanel, Widget } from "@lumino/widgets";

import { heighten, widen } from "../../../../extension/common";

/** A split panel of a thousand pixels each way; what is enlarged is below it, not in it. */
function areas(orientation: SplitPanel.Orientation, sizes: readonly number[]) {
  const split = new SplitPanel({ orientation });
  Object.defineProperty(split.node, "clientWidth", { value: 1000 });
  Object.defineProperty(split.node, "clientHeight", { value: 1000 });
  const widgets = sizes.map(() => {
    const area = new SplitPanel({ orientation: orientation === "horizontal" ? "vertical" : "horizontal" });
    const widget = new Widget();
    area.addWidget(widget);
    split.addWidget(area);
    return widget;
  });
  split.setRelativeSizes([...sizes]);
  const rounded = () => split.relativeSizes().map((size) => Math.round(size * 1000) / 1000);
  return { widgets, sizes: rounded };
}

describe("widen", () => {
  it("makes the area around a widget as wide as asked, at the cost of the widest other one", () => {
    const { widgets, sizes } = areas("horizontal", [0.2, 0.6, 0.2]);
    widen(widgets[2]!, 340);
    expect(sizes()).toEqual([0.2, 0.46, 0.34]);
  });

  it("gives it half of the window at most", () => {
    const { widgets, sizes } = areas("horizontal", [0.8, 0.2]);
    widen(widgets[1]!, 900);
    expect(sizes()).toEqual([0.5, 0.5]);
  });

  it("leaves one that is wide enough, and a widget that stands alone", () => {
    const { widgets, sizes } = areas("horizontal", [0.6, 0.4]);
    widen(widgets[1]!, 340);
    expect(sizes()).toEqual([0.6, 0.4]);
    expect(() => {
      widen(new Widget(), 340);
    }).not.toThrow();
  });
});

describe("heighten", () => {
  it("does the same from top to bottom, past areas that lie beside each other", () => {
    const { widgets, sizes } = areas("vertical", [0.9, 0.1]);
    heighten(widgets[1]!, 400);
    expect(sizes()).toEqual([0.6, 0.4]);
  });
});
