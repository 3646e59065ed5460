import { act, fireEvent, render, screen } from "@testing-library/react";

import { createViewContext, EditRequests, RunActionsProvider, ViewContextProvider } from "../../../../extension/common";
import { FollowOffer } from "../../../../extension/panel/views/followoffer";

function show(followKernel: () => Promise<void>) {
  const actions = {
    ...{ edits: new EditRequests(), setTags: () => Promise.resolve(), compareWith: () => undefined },
    ...{ openMenu: () => undefined, resume: () => undefined, followKernel },
  };
  render(
    <ViewContextProvider value={createViewContext(null, () => undefined)}>
      <RunActionsProvider value={actions}>
        <FollowOffer />
      </RunActionsProvider>
    </ViewContextProvider>,
  );
  return screen.getByRole<HTMLButtonElement>("button");
}

describe("FollowOffer", () => {
  it("waits for the kernel once it is pressed", () => {
    const button = show(() => new Promise(() => undefined));
    fireEvent.click(button);
    expect(button.disabled).toBe(true);
    expect(button.textContent).toBe("Asking the kernel…");
  });

  it("says why it could not be done, and can be pressed again", async () => {
    const button = show(() => Promise.reject(new Error("the notebook's runs go elsewhere")));
    await act(async () => {
      fireEvent.click(button);
    });
    expect(screen.getByRole("alert").textContent).toBe("the notebook's runs go elsewhere");
    expect(button.disabled).toBe(false);
  });
});
