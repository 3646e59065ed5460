import { act, fireEvent, render, screen } from "@testing-library/react";
import type { TableView } from "trackside/lib/messages";

import {
  createViewContext,
  PanelLayout,
  PanelServicesProvider,
  ViewContextProvider,
  type PanelServices,
} from "../../../../extension/common";
import { ArtifactsTab } from "../../../../extension/artifacts";
import { panelServices } from "../panel-services";
import { runView } from "../run-view";

const none = panelServices();

describe("ArtifactsTab", () => {
  it("shows folders before files, with their sizes, and closes them", () => {
    show({ "report.md": 1_500, "figures/loss.svg": 2_000, "figures/more/roc.png": 3_000_000 });
    expect(listed()).toEqual(["figures/", "figures/more/", "figures/more/roc.png", "figures/loss.svg", "report.md"]);
    expect(line("figures/").textContent).toBe("figures2 files3 MB");
    fireEvent.click(line("figures/"));
    expect(listed()).toEqual(["figures/", "report.md"]);
  });

  it("finds files in closed folders, too", () => {
    show(Object.fromEntries(["a/b/one.txt", "a/two.txt", "c.txt", "d.txt", "e.txt", "f.txt"].map((path) => [path, 1])));
    fireEvent.click(line("a/"));
    fireEvent.change(screen.getByRole("searchbox"), { target: { value: "ONE" } });
    expect(listed()).toEqual(["a/", "a/b/", "a/b/one.txt"]);
  });

  it("shows the start of a text as text, whatever is in it", async () => {
    const asked: unknown[] = [];
    const gateway = {
      ...none.gateway,
      fetch: async (path: string, query: unknown) => {
        asked.push([path, query]);
        return { text: async () => "<img src=x onerror=alert(1)>" } as Response;
      },
    };
    show({ "notes.txt": 28 }, { gateway });
    await open("notes.txt");
    expect(screen.getByText("<img src=x onerror=alert(1)>")).toBeTruthy();
    expect(document.querySelector("img")).toBeNull();
    expect(asked).toEqual([
      ["artifact", expect.objectContaining({ path: "notes.txt", limit: "262144", kernel: "k1" })],
    ]);
  });

  it.each([
    ["data.json", '{"a": 1}', "application/json", { a: 1 }],
    ["report.md", "# Ships", "text/markdown", "# Ships"],
    ["chart.vl.json", '{"mark": "bar"}', "application/vnd.vegalite.v5+json", { mark: "bar" }],
    ["nodes.ts", "let a = `b`;", "text/markdown", "```typescript\nlet a = `b`;\n```"],
    ["trick.py", "```\n# out", "text/markdown", "````python\n```\n# out\n````"],
  ])("gives %s to the host's renderer", async (path, text, mimeType, data) => {
    const rendered: unknown[] = [];
    show(
      { [path]: text.length },
      {
        gateway: { ...none.gateway, fetch: async () => ({ text: async () => text }) as Response },
        renderer: {
          canRender: () => true,
          render: (...[type, content]) => {
            rendered.push([type, content]);
            return () => undefined;
          },
        },
      },
    );
    await open(path);
    expect(rendered).toEqual([[mimeType, data]]);
  });

  it("lets go of what the host rendered while it is still on the page: JupyterLab's widgets throw afterwards", async () => {
    const wasOnPage: boolean[] = [];
    show(
      { "report.md": 7 },
      {
        gateway: { ...none.gateway, fetch: async () => ({ text: async () => "# Ships" }) as Response },
        renderer: { canRender: () => true, render: (_type, _data, into) => () => wasOnPage.push(into.isConnected) },
      },
    );
    await open("report.md");
    await open("report.md");
    expect(wasOnPage).toEqual([true]);
  });

  it("shows the first rows of a table", async () => {
    const table: TableView = {
      columns: [
        { name: "port", isNumber: false },
        { name: "auc", isNumber: true },
      ],
      rows: [["Oslo", null]],
      rowCount: 1_204,
    };
    show({ "scores.parquet": 9 }, { gateway: { ...none.gateway, get: async () => table as never } });
    await open("scores.parquet");
    expect(screen.getByRole("columnheader", { name: "auc" }).dataset["number"]).toBe("true");
    expect(screen.getByText("1 of 1,204 rows · 2 columns")).toBeTruthy();
  });

  it.each([
    ["page.html", "allow-scripts"],
    ["loss.svg", ""],
  ])("keeps %s in a frame without an origin", async (path, sandbox) => {
    show({ [path]: 9 });
    await open(path);
    const frame = document.querySelector("iframe")!;
    expect(frame.getAttribute("sandbox")).toBe(sandbox);
    expect(frame.getAttribute("src")).toBe("/trackside/artifact");
  });

  it("says why there is no preview", async () => {
    const gateway = { ...none.gateway, get: () => Promise.reject(new Error("too large to be shown here")) };
    show({ "large.parquet": 9, "model.bin": 9 }, { gateway });
    await open("large.parquet");
    expect(screen.getByText("too large to be shown here")).toBeTruthy();
    await open("model.bin");
    expect(screen.getByText("This file cannot be shown here: download it.")).toBeTruthy();
    expect(screen.getByRole("link", { name: "Download model.bin" }).getAttribute("download")).toBe("model.bin");
  });

  it("copies the code that loads an artifact, and opens it wide", async () => {
    const opened: unknown[] = [];
    const { copied } = show({ 'say "hi".bin': 9 }, { openWide: (view) => opened.push(view) });
    await open('say "hi".bin');
    fireEvent.click(screen.getByRole("button", { name: /^Copy the Python code/ }));
    expect(copied[0]).toContain('run_id="8f2c1a", artifact_path="say \\"hi\\".bin"');
    fireEvent.click(screen.getByRole("button", { name: "Open wide" }));
    expect(opened).toEqual([{ kind: "artifact", kernelId: "k1", name: 'say "hi".bin' }]);
  });
});

function listed(): (string | undefined)[] {
  return [...document.querySelectorAll<HTMLElement>("[data-artifact]")].map(({ dataset }) => dataset["artifact"]);
}

function line(path: string): HTMLElement {
  const rows = [...document.querySelectorAll<HTMLElement>("[data-artifact]")];
  return rows.find(({ dataset }) => dataset["artifact"] === path)!.querySelector("button")!;
}

async function open(path: string): Promise<void> {
  await act(async () => {
    fireEvent.click(line(path));
  });
}

function show(sizes: Readonly<Record<string, number>>, services: Partial<PanelServices> = {}) {
  const layout = new PanelLayout();
  const copied: string[] = [];
  const given = panelServices(services);
  const context = createViewContext(null, (text) => copied.push(text));
  const run = runView({ artifacts: Object.entries(sizes).map(([path, size]) => ({ path, size, time: 5 })) });
  const view = () => (
    <ViewContextProvider value={context}>
      <PanelServicesProvider value={given}>
        <ArtifactsTab run={run} baseline={null} kernelId="k1" layout={layout} />
      </PanelServicesProvider>
    </ViewContextProvider>
  );
  const { rerender } = render(view());
  layout.changed.connect(() => {
    act(() => {
      rerender(view());
    });
  });
  return { copied };
}
