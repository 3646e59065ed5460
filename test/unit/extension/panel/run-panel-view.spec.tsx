import { act, fireEvent, render, screen, within } from "@testing-library/react";
import type { RunView } from "trackside/lib/messages";

import {
  createViewContext,
  PanelLayout,
  PanelServicesProvider,
  tabIds,
  ViewContextProvider,
  type TabId,
} from "../../../../extension/common";
import type { Subject } from "../../../../extension/follow";
import type { PanelState } from "../../../../extension/model";
import { RunPanelView } from "../../../../extension/panel";
import { panelServices } from "../panel-services";
import { hostileStrings } from "../hostile-strings";
import { metricView, nodeView, runView } from "../run-view";

const kernel: Subject = { kind: "kernel", path: "train.ipynb", kernelId: "k1", alive: true };

describe("RunPanelView", () => {
  it("is a region named Run", () => {
    show({ run: runView() });
    expect(screen.getByRole("region", { name: "Run" })).toBeTruthy();
  });

  it("says which run this is and how it stands", () => {
    show({ run: runView({ attempt: 2 }) });
    expect(shownName()).toBe("train.ipynb");
    expect(screen.getByText("spaceflights")).toBeTruthy();
    expect(screen.getByText("Running")).toBeTruthy();
    expect(screen.getByText("1 min 05 s")).toBeTruthy();
    expect(screen.getByText("Attempt 2")).toBeTruthy();
    expect(screen.getByRole("button", { name: "Live" })).toBeTruthy();
  });

  it.each([
    ["FINISHED", "Finished"],
    ["FAILED", "Failed"],
    ["KILLED", "Killed"],
  ] as const)("names the status %s in words", (status, word) => {
    show({ run: runView({ status, endTime: Date.now() }) });
    expect(screen.getByText(word)).toBeTruthy();
  });

  it("ticks while the run goes on, and stops with it", () => {
    jest.useFakeTimers({ now: 1_000_000 });
    const run = runView({ startTime: 1_000_000 - 58_000 });
    const { update } = show({ run });
    act(() => {
      jest.advanceTimersByTime(2000);
    });
    expect(screen.getByText("1 min 00 s")).toBeTruthy();
    update({ run: { ...run, status: "FINISHED", endTime: run.startTime + 59_000 } });
    expect(screen.getByText("59 s")).toBeTruthy();
    expect(jest.getTimerCount()).toBe(0);
    jest.useRealTimers();
  });

  it("says where a part cannot be shown, and keeps the others", () => {
    const logged = jest.spyOn(console, "error").mockImplementation(() => undefined);
    // as another version's gateway might tell of it
    show({ run: { ...runView(), artifacts: [null] as never } }, "artifacts");
    expect(screen.getByRole("alert").textContent).toContain("This part cannot be shown");
    expect(shownName()).toBe("train.ipynb");
    fireEvent.click(screen.getByRole("tab", { name: /Overview/ }));
    expect(screen.queryByRole("alert")).toBeNull();
    expect(logged).toHaveBeenCalled();
  });

  it("shows params with their values, copied one by one or all together", () => {
    const { copied } = show({ run: runView({ params: { depth: "8", note: "" } }) });
    const row = screen.getByRole("row", { name: /depth/ });
    expect(within(row).getByText("8")).toBeTruthy();
    fireEvent.click(within(row).getByRole("button", { name: "Copy the value of depth" }));
    fireEvent.click(screen.getByRole("button", { name: "Copy all params as JSON" }));
    expect(copied).toEqual(["8", '{\n  "depth": "8",\n  "note": ""\n}']);
    expect(within(screen.getByRole("row", { name: /note/ })).getByText("empty")).toBeTruthy();
  });

  it("shows a metric's last value, step and course", () => {
    show({ run: runView() }, "metrics");
    const row = item("metric", "loss");
    expect(within(row).getByText("0.12346").title).toBe("0.12345678");
    expect(within(row).getByText("step 2")).toBeTruthy();
    expect(within(row).getByRole("img", { name: "loss went from 0.9 to 0.12346" })).toBeTruthy();
  });

  it("draws no course of a metric logged once, and names what is not finite", () => {
    show(
      {
        run: runView({
          metrics: { r2: metricView([0.5]), bad: { ...metricView([]), last: "NaN", step: 3, count: 4 } },
        }),
      },
      "metrics",
    );
    expect(within(item("metric", "r2")).queryByRole("img")).toBeNull();
    expect(within(item("metric", "bad")).getByText("NaN")).toBeTruthy();
  });

  it("does not draw a metric again when another one moves", () => {
    const run = runView({ metrics: { still: metricView([1, 2]), moving: metricView([1, 2]) } });
    const { update } = show({ run }, "metrics");
    const before = item("metric", "still").innerHTML;
    const observed = observe(item("metric", "still"));
    update({ run: { ...run, metrics: { ...run.metrics, moving: metricView([1, 2, 3]) } } });
    expect(within(item("metric", "moving")).getByText("3")).toBeTruthy();
    expect(item("metric", "still").innerHTML).toBe(before);
    expect(observed.takeRecords()).toEqual([]);
  });

  it("shows each node with its status, duration and data", () => {
    show(
      {
        run: runView({
          nodes: [
            nodeView(),
            nodeView({ name: "plot", status: "error", outputs: [], error: "TypeError: no residuals" }),
            { ...nodeView({ name: "train", status: "running", outputs: [] }), durationMs: undefined as never },
          ],
        }),
      },
      "pipeline",
    );
    expect(item("node", "clean").textContent).toContain("412 ms");
    expect(item("node", "clean").textContent).toContain("companies 1,024 rows × 6→clean_companies 1,018 rows × 6");
    expect(within(item("node", "clean")).getByRole("img", { name: "finished" })).toBeTruthy();
    expect(within(item("node", "plot")).getByText("TypeError: no residuals")).toBeTruthy();
    expect(within(item("node", "train")).getByText("running…")).toBeTruthy();
  });

  it("opens a node's params and metrics on demand", () => {
    show(
      { run: runView({ nodes: [nodeView({ name: "train", params: { depth: "8" }, metrics: { r2: 0.87 } })] }) },
      "pipeline",
    );
    const row = item("node", "train");
    expect(within(row).queryByText("depth")).toBeNull();
    fireEvent.click(within(row).getByRole("button", { expanded: false }));
    expect(within(row).getByText("depth")).toBeTruthy();
    expect(within(row).getByText("0.87")).toBeTruthy();
  });

  it("lists artifacts", () => {
    show({ run: runView() }, "artifacts");
    expect(item("artifact", "figures/loss.svg").textContent).toBe("loss.svg2.05 kB");
  });

  it("shows tags only when asked", () => {
    show({ run: runView() });
    expect(screen.queryByText("mlflow.user")).toBeNull();
    fireEvent.click(screen.getByRole("button", { name: /^Tags/ }));
    expect(screen.getByText("mlflow.user")).toBeTruthy();
  });

  it.each([
    ["overview", "No param logged yet."],
    ["metrics", "No metric logged yet."],
    ["pipeline", "No node has run yet."],
    ["artifacts", "No artifact logged yet."],
  ] as const)("says what the tab %s waits for", (tab, text) => {
    show({ run: runView({ metrics: {}, nodes: [], params: {}, artifacts: [] }) }, tab);
    expect(screen.getByText(text)).toBeTruthy();
  });
});

describe("the tabs", () => {
  it("tell how much there is in them", () => {
    show({ run: runView() });
    const names = screen.getAllByRole("tab").map(({ textContent }) => textContent);
    expect(names).toEqual(["Overview", "Metrics1", "Pipeline1", "Artifacts1", "Compare"]);
  });

  it("are gone through by mouse and by keys, and name what they show", () => {
    show({ run: runView() });
    fireEvent.click(screen.getByRole("tab", { name: /^Metrics/ }));
    expect(item("metric", "loss")).toBeTruthy();
    expect(screen.getByRole("tabpanel", { name: /^Metrics/ })).toBeTruthy();
    const press = (key: string) => fireEvent.keyDown(screen.getByRole("tab", { selected: true }), { key });
    press("ArrowRight");
    expect(document.activeElement).toBe(screen.getByRole("tab", { name: /^Pipeline/ }));
    press("End");
    press("ArrowRight");
    expect(screen.getByRole("tab", { selected: true }).textContent).toBe("Overview");
    press("ArrowLeft");
    expect(screen.getByRole("tab", { selected: true }).textContent).toBe("Compare");
  });

  it("come back to where they were scrolled to", () => {
    const layout = new PanelLayout();
    void layout.noteScroll("overview", 120);
    show({ run: runView() }, "overview", layout);
    expect(screen.getByRole("tabpanel").scrollTop).toBe(120);
  });
});

describe("the delivery state", () => {
  const offline = {
    state: "offline",
    queued: 1284,
    since: 0,
    reason: "connect ECONNREFUSED",
    rejected: [],
    lost: null,
    sinks: [],
  } as const;

  it("counts what is queued", () => {
    show({ run: runView({ delivery: { ...offline, state: "queued", since: null, reason: null } }) });
    expect(screen.getByRole("button", { name: "1,284 queued" })).toBeTruthy();
  });

  it("says since when MLflow is away, and why on demand", () => {
    const since = new Date();
    since.setHours(9, 5);
    show({ run: runView({ delivery: { ...offline, since: since.getTime() } }) });
    const chip = screen.getByRole("button", { name: "Offline since 09:05" });
    expect(screen.queryByText("connect ECONNREFUSED")).toBeNull();
    fireEvent.click(chip);
    expect(screen.getByText("connect ECONNREFUSED")).toBeTruthy();
    expect(screen.getByText(/1,284 records are safe in the journal/)).toBeTruthy();
  });

  it("lists what MLflow refused", () => {
    const rejected = [{ what: "metric a@b", reason: "Invalid metric name" }];
    show({ run: runView({ delivery: { ...offline, state: "live", rejected } }) });
    fireEvent.click(screen.getByRole("button", { name: "Live · 1 rejected" }));
    expect(screen.getByText("metric a@b")).toBeTruthy();
    expect(screen.getByText("Invalid metric name")).toBeTruthy();
  });

  it("is not called live once the run has ended", () => {
    show({ run: runView({ status: "FINISHED", endTime: 1 }) });
    expect(screen.getByRole("button", { name: "Saved" })).toBeTruthy();
  });
});

describe("the link to MLflow", () => {
  it("opens the run's page in a tab that cannot reach back", () => {
    show({ run: runView(), runUrl: "http://localhost/trackside/mlflow/" });
    const link = screen.getByRole("link", { name: "Open in MLflow" });
    expect(link.getAttribute("href")).toBe("http://localhost/trackside/mlflow/");
    expect(link.getAttribute("target")).toBe("_blank");
    expect(link.getAttribute("rel")).toContain("noopener");
  });

  it("is disabled with a reason until MLflow knows the run", () => {
    show({ run: runView({ link: null, mlflowRunId: null }) });
    const button = screen.getByRole("button", { name: "Open in MLflow" });
    expect(button.getAttribute("aria-disabled")).toBe("true");
    expect(button.title).toBe("MLflow does not know this run yet.");
  });
});

describe("the panel without a run", () => {
  it.each<[string, Subject]>([
    ["No notebook", { kind: "none" }],
    ["No kernel", { kind: "kernelless", path: "a.ipynb", starting: false }],
    ["Starting…", { kind: "kernelless", path: "a.ipynb", starting: true }],
    ["This kernel is not tracked", { kind: "untracked", path: "a.ipynb", kernelDisplayName: "Python 3" }],
    ["No run yet", kernel],
  ])("says %s", (title, subject) => {
    show({ subject });
    expect(screen.getByText(title)).toBeTruthy();
  });

  it.each([
    [404, /Install jupyterlab-trackside/],
    [403, /log in again/],
    [500, /Jupyter Server's log says why/],
  ])("explains an answer of HTTP %s and offers to try again", (status, text) => {
    const { retries } = show({ connection: { state: "unreachable", failure: { kind: "status", status }, retryAt: 0 } });
    expect(screen.getByText("Trackside gateway unreachable")).toBeTruthy();
    expect(screen.getByText(text)).toBeTruthy();
    fireEvent.click(screen.getByRole("button", { name: "Try now" }));
    expect(retries()).toBe(1);
  });

  it("keeps showing the last view while the gateway is away", () => {
    show({ run: runView(), connection: { state: "unreachable", failure: { kind: "network" }, retryAt: 0 } }, "metrics");
    expect(screen.getByText("Trackside gateway unreachable")).toBeTruthy();
    expect(screen.getByRole("button", { name: "Not live" })).toBeTruthy();
    expect(item("metric", "loss")).toBeTruthy();
  });
});

describe("untrusted text", () => {
  it.each(hostileStrings.flatMap((text) => tabIds.map((tab) => [tab, text] as const)))(
    "is shown as text in the tab %s: %j",
    (tab, text) => {
      const { container } = show({ run: hostileRun(text) }, tab, new OpenLayout());
      expect(container.querySelectorAll("script, img, h1, iframe, object, embed")).toHaveLength(0);
      expect([...container.querySelectorAll("*")].filter(hasHandler)).toEqual([]);
      expect((window as { hostile?: number }).hostile).toBeUndefined();
      expect(shownName()).toBe(text);
      if (tab === "pipeline") {
        expect(container.querySelector(".trackside-ErrorText")?.textContent).toBe(text);
      }
    },
  );
});

/** The run's name as it is read out: what is seen of it may be cut. */
function shownName(): string | null {
  const heading = screen.getByRole("heading", { level: 2 });
  return (heading.querySelector(".trackside-ForScreenReader") ?? heading).textContent;
}

class OpenLayout extends PanelLayout {
  override isOpen(): boolean {
    return true;
  }
}

function hostileRun(text: string): RunView {
  const dataset = { name: text, kind: text };
  return runView({
    name: text,
    experiment: text,
    params: { [text]: text },
    metrics: { [text]: metricView([1, 2]) },
    tags: { [text]: text },
    artifacts: [{ path: text, size: 1, time: 0 }],
    nodes: [nodeView({ name: text, inputs: [dataset], outputs: [dataset], params: { [text]: text }, error: text })],
    delivery: {
      state: "offline",
      queued: 1,
      since: 1,
      reason: text,
      rejected: [{ what: text, reason: text }],
      lost: { count: 1, reason: text },
      sinks: [{ name: text, queued: 1, reason: text }],
    },
  });
}

function hasHandler(element: Element): boolean {
  return element.getAttributeNames().some((name) => name.startsWith("on"));
}

function item(hook: string, name: string): HTMLElement {
  const found = document.querySelector<HTMLElement>(`[data-${hook}="${name}"]`);
  if (found === null) {
    throw new Error(`No ${hook} ${name} in the panel.`);
  }
  return found;
}

function observe(element: Element): MutationObserver {
  const observer = new MutationObserver(() => undefined);
  observer.observe(element, { subtree: true, childList: true, attributes: true, characterData: true });
  return observer;
}

function show(parts: Partial<PanelState>, tab: TabId = "overview", layout = new PanelLayout()) {
  void layout.update({ tab });
  const copied: string[] = [];
  let retries = 0;
  const context = createViewContext(null, (text) => copied.push(text));
  const view = (changed: Partial<PanelState>) => {
    const state: PanelState = {
      subject: kernel,
      run: null,
      baseline: null,
      connection: { state: "open" },
      paused: false,
      runUrl: null,
      ...changed,
    };
    return (
      <ViewContextProvider value={context}>
        <PanelServicesProvider value={panelServices()}>
          <RunPanelView state={state} layout={layout} onRetry={() => (retries += 1)} />
        </PanelServicesProvider>
      </ViewContextProvider>
    );
  };
  const { rerender, container } = render(view(parts));
  return {
    copied,
    container,
    retries: () => retries,
    update: (changed: Partial<PanelState>) => {
      rerender(view(changed));
    },
  };
}
