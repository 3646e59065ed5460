import { readFileSync } from "node:fs";
import { expect, test, type Page } from "@playwright/test";
import { Lab, until } from "./lab.js";
import { NotebookPage } from "./notebook-page.js";

const lab = new Lab();
const pixel = "iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mNkYPhfDwAChwGA60e6kgAAAABJRU5ErkJggg==";

/** Cells of the notebook, by what they are for. */
const cells = {
  train: `mlflow.logParam("depth", 4);
for (let step = 0; step < 300; step++) {
  mlflow.logMetrics({ "train/loss": 1 / (step + 1), "train/accuracy": 1 - 1 / (step + 2) }, { step });
}
for (const key of ["valid/loss", "valid/accuracy", "test/loss", "test/accuracy", "speed"]) mlflow.logMetric(key, 0.5);`,
  nodes: `await run("preparation");`,
  stray: `throw new Error("no pilot aboard");`,
  fail: `const sounding = node(() => { throw new Error("the tide was out"); }, [], "depths", { name: "sounding" });
const charting = node((depths: number[]) => depths.length, "depths", "chart", { name: "charting" });
await run(pipeline([sounding, charting]));`,
  artifacts: `mlflow.logText("High water at noon.", "notes/plan.txt");
mlflow.logDict({ harbour: { berths: 12 } }, "harbour.json");
mlflow.logText("ship,length\\nAurora,120\\nBorea,88\\n", "ships.csv");
mlflow.logImage(Buffer.from("${pixel}", "base64"), "pixel.png");
mlflow.logText('<svg xmlns="http://www.w3.org/2000/svg"><circle id="buoy" r="9"/><script>top.hostile = 1</script></svg>', "buoy.svg");
mlflow.logText('<p id="said">Ahoy</p><script>try { top.hostile = 1 } catch { said.textContent = "kept out" }</script>', "page.html");`,
  outage: `for (let step = 0; step < 50; step++) mlflow.logMetric("outage/loss", step, { step });`,
  endless: `for (let step = 0; ; step++) {
  mlflow.logMetric("endless/loss", 1 / (step + 1), { step });
  for (const next = Date.now() + 20; Date.now() < next; );
}`,
};
type Cell = keyof typeof cells;

/** What the page threw and nobody caught. */
const complaints: string[] = [];
let page: Page;
let notebook: NotebookPage;

test.describe.configure({ mode: "serial" });
test.beforeAll(async ({ browser }) => {
  await lab.start();
  lab.writeNotebook("tides.ipynb", Object.values(cells));
  lab.writeNotebook("moorings.ipynb", ['mlflow.logParam("rope", "hemp");']);
  page = await browser.newPage();
  page.on("pageerror", ({ message }) => complaints.push(message));
  notebook = new NotebookPage(page);
  await notebook.open(lab.address("lab/tree/notebooks/tides.ipynb"));
});
test.afterEach(() => {
  expect(complaints).toEqual([]);
});
test.afterAll(async () => {
  await page.close();
  expect(await lab.stop(), "processes left running").toEqual([]);
});

/** By what is in it: the panel adds cells in between. */
const start = async (cell: Cell) => {
  const prompt = notebook.cells.filter({ hasText: cells[cell].split("\n")[0]! }).locator(".jp-InputPrompt");
  await prompt.scrollIntoViewIfNeeded();
  await prompt.click();
  await page.keyboard.press("Control+Enter");
  return prompt;
};
const run = async (cell: Cell) => {
  await expect(await start(cell)).toHaveText(/\[\d+\]:/, { timeout: 60_000 });
};
const action = async (label: string) => {
  await notebook.panel.locator('[data-action="menu"]').click();
  await page.locator(".lm-Menu-item").filter({ hasText: label }).click();
};
const shownRun = async () => (await notebook.panel.getAttribute("data-run")) ?? "";

test("what is written into the panel reaches MLflow: name, note and tag", async () => {
  await run("train");
  await notebook.expectStatus("RUNNING");
  await notebook.panel.locator(".trackside-Header-rename").click();
  await page.keyboard.insertText("spring tide");
  await page.keyboard.press("Enter");
  await expect(notebook.panel.getByRole("heading", { name: "spring tide" })).toBeVisible();

  await action("Edit Note…");
  await page.keyboard.insertText("Before the **new moon**.");
  await page.keyboard.press("Control+Enter");
  await expect(notebook.panel.locator(".trackside-Note")).toHaveText("Before the **new moon**.");

  await action("Add Tag…");
  await page.keyboard.insertText("moon");
  await page.keyboard.press("Tab");
  await page.keyboard.insertText("new");
  await page.keyboard.press("Enter");
  await expect(notebook.panel.locator('[data-tag="moon"]')).toContainText("new");

  await expectLive();
  const kept = await until("MLflow has the name and the tag", async () =>
    (await lab.runs()).find(
      ({ info, data }) => info.run_name === "spring tide" && data.tags?.some(({ key }) => key === "moon"),
    ),
  );
  expect(kept.data.tags).toContainEqual({ key: "mlflow.note.content", value: "Before the **new moon**." });
  expect(kept.data.tags).toContainEqual({ key: "moon", value: "new" });
});

test("the menu opens another attempt and ends the run", async () => {
  const first = await shownRun();
  await action("New Attempt");
  await expect(notebook.panel.locator('[data-attempt="2"]').first()).toBeVisible();
  await expect(notebook.panel.locator('[data-param="depth"]')).toContainText("4");
  expect(await shownRun()).not.toBe(first);
  await action("End Run");
  await notebook.expectStatus("FINISHED");
  await until("MLflow has both ends", async () => {
    const runs = await lab.runs();
    return runs.length === 2 && runs.every(({ info }) => info.status === "FINISHED");
  });
});

test("a filter, a pin and a wide chart are as they were after a reload, and the chart is saved", async () => {
  await run("train");
  await notebook.expectStatus("RUNNING");
  await notebook.openTab("metrics");
  await notebook.metric("valid/loss").locator('[data-action="pin"]').click();
  await notebook.metric("train/loss").getByRole("button", { name: "train/loss, chart" }).click();
  await notebook.metric("train/loss").locator('[data-action="open-wide"]').click();
  const wide = page.locator(".trackside-Wide .trackside-Chart");
  await expect(wide.locator("canvas")).toBeVisible();
  const filter = notebook.panel.getByRole("searchbox", { name: "Filter metrics" });
  // JupyterLab writes its layout down a while after the last change
  const written = page.waitForRequest(
    (request) =>
      request.method() === "PUT" &&
      /trackside-wide:.*"metrics":"loss"|"metrics":"loss".*trackside-wide:/s.test(request.postData() ?? ""),
  );
  await filter.fill("loss");
  await expect(notebook.panel.locator("[data-metric]")).toHaveCount(3);

  await (await written).response();
  await page.reload();
  await expect(wide.locator("canvas")).toBeVisible({ timeout: 60_000 });
  await expect(notebook.panel.getByRole("tab", { name: /Metrics/ })).toHaveAttribute("aria-selected", "true");
  await expect(filter).toHaveValue("loss");
  await expect(notebook.panel.locator("[data-metric]").first()).toHaveAttribute("data-metric", "valid/loss");
  await expect(notebook.metric("train/loss").locator("canvas")).toBeVisible();

  for (const kind of ["csv", "png"]) {
    await wide.locator('[data-action="export"]').click();
    const [saved] = await Promise.all([page.waitForEvent("download"), wide.locator(`[data-export="${kind}"]`).click()]);
    expect(saved.suggestedFilename()).toBe(`train-loss.${kind}`);
    const content = readFileSync(await saved.path());
    expect(kind === "csv" ? content.toString().split("\n")[1] : content.subarray(1, 4).toString()).toMatch(
      kind === "csv" ? /1/ : /^PNG$/,
    );
  }
  await filter.fill("");
});

test("nodes are run from the panel by a cell, seen as a graph, and found again in the notebook", async () => {
  await run("nodes");
  await notebook.openTab("pipeline");
  await expect(node("join")).toHaveAttribute("data-status", "ok");
  await node("clean_calls").getByRole("button", { name: "clean_calls" }).first().click();
  for (const [label, call] of [
    ["To here", 'await run("preparation", { to: "clean_calls" });'],
    ["From here", 'await run("preparation", { from: "clean_calls" });'],
  ] as const) {
    await node("clean_calls").getByRole("button", { name: label }).click();
    const cell = page.locator(".jp-Notebook .jp-CodeCell").filter({ hasText: call });
    await expect(cell.locator(".jp-InputPrompt")).toHaveText(/\[\d+\]:/);
  }
  await node("clean_calls")
    .getByRole("button", { name: /^Cell \[\d+\]$/ })
    .click();
  await expect(page.locator(".jp-Notebook .jp-mod-active")).toContainText('from: "clean_calls"');

  await notebook.panel.locator('[data-action="open-graph"]').click();
  const graph = page.locator(".trackside-Graph");
  await expect(graph.locator("[data-item]")).toHaveCount(3);
  await graph.getByRole("button", { name: /^join/ }).click();
  await expect(graph.getByRole("complementary", { name: "Details of join" })).toBeVisible();
});

test("a cell that failed says why on the overview, and is found from there", async () => {
  await run("stray");
  await notebook.openTab("overview");
  const failure = notebook.panel.getByRole("region", { name: "What failed" });
  await expect(failure).toContainText(/Cell \[\d+\] failed.*Error: no pilot aboard/s);
  await notebook.cells.first().locator(".jp-InputPrompt").click();
  await failure.getByRole("button", { name: "Show Cell" }).click();
  await expect(page.locator(".jp-Notebook .jp-mod-active")).toContainText("no pilot aboard");
  await notebook.openTab("pipeline");
});

test("a node that failed says why, and those behind it that they were skipped", async () => {
  await run("fail");
  await expect(node("sounding")).toHaveAttribute("data-status", "error");
  await expect(node("sounding")).toContainText("the tide was out");
  await expect(node("charting")).toHaveAttribute("data-status", "skipped");
  await node("sounding").getByRole("button", { name: "sounding" }).first().click();
  await node("sounding").getByRole("button", { name: "Show traceback" }).click();
  await expect(node("sounding").locator(".trackside-Traceback")).toContainText("Error: the tide was out");
});

test("artifacts are shown by the host's renderers, and those that could act in a frame that reaches nothing", async () => {
  await run("artifacts");
  await notebook.openTab("artifacts");
  const shown = async (path: string) => {
    await notebook.panel.locator(`[data-artifact="${path}"] > button`).click();
    return notebook.panel.locator(`[data-preview="${path}"]`);
  };
  await expect(await shown("notes/plan.txt")).toContainText("High water at noon.");
  await expect((await shown("harbour.json")).locator(".jp-RenderedJSON")).toContainText("harbour");
  await expect((await shown("ships.csv")).getByRole("cell", { name: "Borea" })).toBeVisible();
  await expect((await shown("pixel.png")).locator("img")).toHaveJSProperty("naturalWidth", 1);
  const svg = (await shown("buoy.svg")).locator("iframe");
  await expect(svg.contentFrame().locator("#buoy")).toBeAttached();
  const html = await shown("page.html");
  await expect(html.locator("iframe").contentFrame().locator("#said")).toHaveText("kept out");
  expect(await page.evaluate(() => (window as { hostile?: number }).hostile)).toBeUndefined();

  const [saved] = await Promise.all([page.waitForEvent("download"), html.getByText("Download").click()]);
  expect(readFileSync(await saved.path(), "utf8")).toContain("Ahoy");
});

test("the header tells of an MLflow that is away, and of its return; nothing is lost", async () => {
  await expectLive();
  lab.killTrackingServer();
  await run("outage");
  const delivery = notebook.panel.locator("[data-delivery]").first();
  await expect(delivery).toHaveAttribute("data-delivery", /offline|queued/);
  await delivery.click();
  await expect(notebook.panel.locator(".trackside-Delivery-details")).toContainText("MLflow");
  await expectLive();
  const kept = (await lab.runs()).find(({ data }) => data.metrics?.some(({ key }) => key === "outage/loss"));
  expect(await lab.steps(kept?.info.run_id ?? "", "outage/loss")).toHaveLength(50);
});

test("of two notebooks each has its own run, which trains on through a reload, and the panel is that of the current one", async () => {
  await expect(await start("endless")).toHaveText("[*]:");
  const training = await shownRun();
  await page.goto(lab.address("lab/tree/notebooks/moorings.ipynb"));
  await expect(notebook.panel.locator('[data-empty="no-run"]')).toBeVisible({ timeout: 60_000 });
  const [rope] = await page.locator(".jp-Notebook:visible .jp-InputPrompt").all();
  await rope!.click();
  await page.keyboard.press("Control+Enter");
  await notebook.expectStatus("RUNNING");
  expect(await shownRun()).not.toBe(training);

  await page.locator(".lm-DockPanel-tabBar .lm-TabBar-tab").filter({ hasText: "tides.ipynb" }).click();
  await expect(notebook.panel).toHaveAttribute("data-run", training);
  await notebook.openTab("metrics");
  // A row is brought up to date while it is seen
  await notebook.metric("endless/loss").scrollIntoViewIfNeeded();
  const count = async () => Number(await notebook.metric("endless/loss").getAttribute("data-count"));
  const before = await count();
  await until("the loop is seen to go on", async () => (await count()) > before);
  await notebook.menu("Kernel", "Interrupt Kernel");
  await expect(page.getByText("TypeScript (Trackside) | Idle")).toBeVisible();
});

/** MLflow's first start takes its time. */
async function expectLive() {
  await expect(notebook.panel.locator("[data-delivery]").first()).toHaveAttribute("data-delivery", "live", {
    timeout: 90_000,
  });
}

function node(name: string) {
  return notebook.panel.locator(`[data-node="${name}"]`);
}
