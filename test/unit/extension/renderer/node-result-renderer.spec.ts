import { MimeModel } from "@jupyterlab/rendermime";
import { act } from "@testing-library/react";
import { Widget } from "@lumino/widgets";
import { nodeResultMimeType } from "trackside/lib/messages";

import { createViewContext } from "../../../../extension/common";
import { NodeResultRenderer } from "../../../../extension/renderer";
import { hostileStrings } from "../hostile-strings";
import { nodeView } from "../run-view";

describe("NodeResultRenderer", () => {
  it("shows a row for each node: status, name, duration and data", async () => {
    const { node } = await renderNodes([nodeView()]);
    expect(rows(node)).toHaveLength(1);
    expect(node.textContent).toBe("cleancompanies 1,024 rows × 6→clean_companies 1,018 rows × 6412 ms");
    expect(node.querySelector("svg")?.getAttribute("aria-label")).toBe("finished");
  });

  it("shows params and metrics as chips, and an error whole", async () => {
    const { node } = await renderNodes([
      nodeView({ status: "error", params: { depth: "8" }, metrics: { r2: 0.871394 }, error: "Error: no data" }),
    ]);
    expect(node.querySelector('[data-kind="param"]')?.textContent).toBe("depth 8");
    expect(node.querySelector('[data-kind="metric"]')?.textContent).toBe("r2 0.87139");
    expect(node.querySelector(".trackside-ErrorText")?.textContent).toBe("Error: no data");
  });

  it("follows a node in place from running to done", async () => {
    const { renderer, node } = await renderNodes([{ name: "train", status: "running" }]);
    const row = rows(node)[0];
    expect(node.textContent).toContain("running…");
    await show(renderer, [nodeView({ name: "train" })]);
    expect(rows(node)[0]).toBe(row);
    expect(row?.dataset["status"]).toBe("ok");
  });

  it("shows of very many nodes those that failed and the first of the others, and how many more there are", async () => {
    const many = Array.from({ length: 2_000 }, (_, index) =>
      nodeView({ name: `n${index}`, status: index === 1_500 ? "error" : "ok" }),
    );
    const { node } = await renderNodes(many);
    expect(rows(node)).toHaveLength(100);
    expect(rows(node).map((row) => row.dataset["node"])).toEqual([
      ...Array.from({ length: 99 }, (_, index) => `n${index}`),
      "n1500",
    ]);
    expect(node.textContent).toContain("1,900 more nodes: the run panel lists all.");
    const { node: shortened } = await renderData({ version: 1, nodes: many.slice(0, 50), left: 1_950 });
    expect(shortened.textContent).toContain("1,950 more nodes: the run panel lists all.");
  });

  it("shows what it can of data of a wrong shape", async () => {
    const { node } = await renderNodes([
      null,
      "node",
      { name: 5 },
      { name: "odd", status: "??", inputs: [{}, 3], params: { a: 1 }, metrics: { m: "x" }, durationMs: "long" },
    ]);
    expect(rows(node).map((row) => row.dataset["node"])).toEqual(["odd"]);
    expect(node.querySelectorAll(".trackside-Chip")).toHaveLength(0);
  });

  it.each([null, 5, [], {}, { version: 2, nodes: [] }, { version: 1, nodes: {} }])(
    "says that it cannot read %j",
    async (data) => {
      const { renderer, node } = await renderNodes([]);
      await showData(renderer, data);
      expect(node.textContent).toContain("another version of Trackside");
    },
  );

  it.each(hostileStrings)("shows untrusted text as text: %j", async (text) => {
    const dataset = { name: text, kind: text };
    const { node } = await renderNodes([
      nodeView({ name: text, inputs: [dataset], params: { [text]: text }, error: text }),
    ]);
    expect(node.querySelectorAll("script, img, h1, iframe")).toHaveLength(0);
    expect((window as { hostile?: number }).hostile).toBeUndefined();
    expect(node.querySelector(".trackside-ErrorText")?.textContent).toBe(text);
  });
});

const attached: Widget[] = [];

afterEach(() => {
  act(() => {
    attached.splice(0).forEach((widget) => {
      widget.dispose();
    });
  });
});

function renderNodes(nodes: readonly unknown[]) {
  return renderData({ version: 1, nodes });
}

async function renderData(data: unknown) {
  const renderer = new NodeResultRenderer(createViewContext(null, () => undefined));
  attached.push(renderer);
  act(() => {
    Widget.attach(renderer, document.body);
  });
  await showData(renderer, data);
  return { renderer, node: renderer.node };
}

function show(renderer: NodeResultRenderer, nodes: readonly unknown[]): Promise<void> {
  return showData(renderer, { version: 1, nodes });
}

async function showData(renderer: NodeResultRenderer, data: unknown): Promise<void> {
  await act(() => renderer.renderModel(new MimeModel({ data: { [nodeResultMimeType]: data as never } })));
}

function rows(node: HTMLElement): HTMLElement[] {
  return [...node.querySelectorAll<HTMLElement>("[data-node]")];
}
