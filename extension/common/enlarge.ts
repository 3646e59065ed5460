import { SplitPanel, type Widget } from "@lumino/widgets";

/** Pixels in which the panel is well read; the application opens its side areas at their narrowest. */
export const readableWidth = 340;

/** Makes the area around a widget at least so wide, or half of what there is, at the cost of the widest other area. */
export function widen(widget: Widget, width: number): void {
  enlarge(widget, width, "horizontal");
}

/** Makes the area around a widget at least so high, or half of what there is, at the cost of the highest other area. */
export function heighten(widget: Widget, height: number): void {
  enlarge(widget, height, "vertical");
}

function enlarge(widget: Widget, pixels: number, orientation: SplitPanel.Orientation): void {
  let area: Widget = widget;
  while (area.parent !== null && !(area.parent instanceof SplitPanel && area.parent.orientation === orientation)) {
    area = area.parent;
  }
  const split = area.parent;
  if (!(split instanceof SplitPanel)) {
    return;
  }
  const sizes = split.relativeSizes();
  const own = split.widgets.indexOf(area);
  const largest = sizes.indexOf(Math.max(...sizes));
  const whole = orientation === "horizontal" ? split.node.clientWidth : split.node.clientHeight;
  const missing = Math.min(pixels / whole, 0.5) - (sizes[own] ?? 1);
  if (missing > 0 && largest !== own) {
    split.setRelativeSizes(
      sizes.map((size, index) => (index === own ? size + missing : index === largest ? size - missing : size)),
    );
  }
}
