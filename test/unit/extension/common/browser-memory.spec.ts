import { browserMemory, browserState } from "../../../../extension/common";

describe("browserMemory", () => {
  beforeEach(() => {
    window.localStorage.clear();
  });

  it("remembers values, also on another page of the browser", () => {
    const memory = () => browserMemory(() => window.localStorage);
    memory().remember("shown", false);
    memory().remember("kernels", ["k1", "k2"]);
    expect(["shown", "kernels", "other"].map(memory().recall)).toEqual([false, ["k1", "k2"], undefined]);
  });

  it("takes what something else wrote, or what was cut off, for nothing", () => {
    window.localStorage.setItem("shown", '{"tab": "metr');
    expect(browserMemory(() => window.localStorage).recall("shown")).toBeUndefined();
  });

  it("goes on where the browser forbids its storage, and says on its console what was not remembered", () => {
    const warn = jest.spyOn(console, "warn").mockImplementation(() => undefined);
    const memory = browserMemory(() => {
      throw new DOMException("Access is denied for this document.", "SecurityError");
    });
    expect(memory.recall("shown")).toBeUndefined();
    memory.remember("shown", true);
    expect(warn).toHaveBeenCalledWith(expect.stringContaining("could not remember"), expect.any(DOMException));
    warn.mockRestore();
  });

  it("goes on where the storage is full, with what was remembered before", () => {
    const warn = jest.spyOn(console, "warn").mockImplementation(() => undefined);
    window.localStorage.setItem("shown", "true");
    const memory = browserMemory(() => ({
      getItem: (key) => window.localStorage.getItem(key),
      setItem: () => {
        throw new DOMException("The quota has been exceeded.", "QuotaExceededError");
      },
    }));
    memory.remember("shown", false);
    expect(memory.recall("shown")).toBe(true);
    expect(warn).toHaveBeenCalledTimes(1);
    warn.mockRestore();
  });
});

describe("browserState", () => {
  it("keeps what a panel's layout saves", async () => {
    const state = browserState(browserMemory(() => window.localStorage));
    await state.save("panel", { tab: "metrics" });
    expect(await state.fetch("panel")).toEqual({ tab: "metrics" });
    expect(await state.fetch("other")).toBeUndefined();
  });
});
