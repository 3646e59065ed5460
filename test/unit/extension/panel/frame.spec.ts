import { screen } from "@testing-library/dom";
import { Widget } from "@lumino/widgets";
import { act, waitFor } from "@testing-library/react";

import { createViewContext } from "../../../../extension/common";
import { RunPanelFrame } from "../../../../extension/panel/frame";

describe("the panel before what it shows is loaded", () => {
  it("takes the keyboard itself, and tells when it comes into view", () => {
    const frame = attached();
    const told: boolean[] = [];
    frame.visibilityChanged.connect((_, isShown) => told.push(isShown));
    frame.hide();
    frame.show();
    frame.takeFocus();
    expect(told).toEqual([false, true]);
    expect(document.activeElement).toBe(frame.node);
    frame.dispose();
  });

  it("says that it could not be loaded, and why, until that is done", async () => {
    const frame = attached();
    let tries = 0;
    act(() => {
      frame.showFailure(new Error("Loading chunk 7 failed."), () => (tries += 1));
    });
    await waitFor(() => {
      expect(screen.getByRole("alert").textContent).toContain("Loading chunk 7 failed.");
    });
    screen.getByRole("button", { name: "Try now" }).click();
    expect(tries).toBe(1);
    const content = new Widget();
    act(() => {
      frame.fill(content);
    });
    expect(screen.queryByRole("alert")).toBeNull();
    expect(frame.widgets).toEqual([content]);
    frame.dispose();
  });
});

function attached(): RunPanelFrame {
  const frame = new RunPanelFrame(createViewContext(null, () => undefined));
  Widget.attach(frame, document.body);
  return frame;
}
