import { expect, test, type Locator, type Page } from "@playwright/test";
import { Lab } from "./lab.js";
import { NotebookPage } from "./notebook-page.js";

const lab = new Lab();

/** A cell that trains: the deeper the better, but for the time that it takes. */
const train = (depth: number) => `mlflow.logParams({ seed: 7, depth: ${depth} });
for (let step = 0; step < 40; step++) mlflow.logMetric("train/loss", 1 / (step + 1) + 1 / ${depth}, { step });
mlflow.logMetrics({ "test/auc": ${0.5 + depth / 100}, "test/seconds": ${depth} });`;

/** What the page threw and nobody caught. */
const complaints: string[] = [];
let page: Page;
let notebook: NotebookPage;

test.describe.configure({ mode: "serial" });
test.beforeAll(async ({ browser }) => {
  await lab.start();
  lab.writeNotebook("tides.ipynb", [`const ships = ["Aurora", "Borea"];`, train(4)]);
  page = await browser.newPage();
  page.on("pageerror", ({ message }) => complaints.push(message));
  notebook = new NotebookPage(page);
  await notebook.open(lab.address("lab/tree/notebooks/tides.ipynb"));
  // the first attempt has depth 4, the third 6
  await notebook.runCell(0);
  await notebook.runCell(1);
  await trainAgain(8, 3);
  await trainAgain(6, 4);
  await notebook.openTab("compare");
  // MLflow's first start takes its time
  const delivery = notebook.panel.locator("[data-delivery]").first();
  await expect(delivery).toHaveAttribute("data-delivery", "live", { timeout: 90_000 });
});
test.afterEach(() => {
  expect(complaints).toEqual([]);
});
test.afterAll(async () => {
  await page.close();
  expect(await lab.stop(), "processes left running").toEqual([]);
});

test("two attempts stand side by side: what differs, and whether it is better", async () => {
  await expect(runs(notebook.panel)).toHaveCount(3);
  await expect(compared(notebook.panel)).toHaveCount(2);
  // 6 after 8: worse by what is to be high, better by what is to be low
  await expect(field("test/auc")).toContainText(/0\.58.*0\.56/);
  await expect(field("test/auc").locator("[data-delta]")).toHaveAttribute("data-delta", "worse");
  await expect(field("test/seconds").locator("[data-delta]")).toHaveAttribute("data-delta", "better");
  await expect(field("train/loss").locator("[data-delta]")).toHaveAttribute("data-delta", "worse");
  await expect(field("depth").locator("td")).toHaveText(["8", "6"]);
  await expect(field("seed")).toHaveCount(0);
  const onlyDifferences = notebook.panel.getByRole("button", { name: "Only differences" });
  await onlyDifferences.click();
  await expect(field("seed").locator("td")).toHaveText(["7", "7"]);
  await onlyDifferences.click();
  await expect(field("seed")).toHaveCount(0);
});

test("runs are searched in MLflow's words, and what is compared stays while they are", async () => {
  const search = notebook.panel.getByRole("searchbox", { name: /Search runs/ });
  const hint = notebook.panel.locator(".trackside-Compare-hint");
  await search.fill("params.depth <");
  await search.press("Enter");
  await expect(hint).toHaveAttribute("data-wrong", "true");
  await expect(hint).toContainText("For example: metrics.loss < 0.1");
  await search.fill('params.depth = "99"');
  await search.press("Enter");
  await expect(hint).toHaveText("No run matches beside those that are compared.");
  await expect(runs(notebook.panel)).toHaveCount(2);
  await search.fill('params.depth = "4"');
  await search.press("Enter");
  await expect(hint).toHaveText("3 runs, 2 compared");
  await search.press("Escape");
  await expect(search).toHaveValue("");
  await expect(runs(notebook.panel)).toHaveCount(3);
});

test("a further run is compared, becomes the baseline, and its courses lie over the others", async () => {
  await notebook.panel.getByRole("combobox", { name: "Sort runs" }).selectOption({ label: "Best test/auc first" });
  await expect(notebook.panel.locator(".trackside-CompareRun-about")).toHaveText(["0.58", "0.56", "0.54"]);
  const first = runs(notebook.panel).last();
  await first.getByRole("checkbox").check();
  await expect(field("depth").locator("td")).toHaveText(["8", "6", "4"]);
  await first.locator('[data-action="baseline"]').click();
  await expect(field("depth").locator("td")).toHaveText(["4", "6", "8"]);
  await expect(field("test/auc").locator('[data-delta="better"]')).toHaveCount(2);
  await field("train/loss").getByRole("button", { name: "train/loss, chart" }).click();
  await expect(notebook.panel.locator(".trackside-Chart canvas")).toBeVisible();
  await expect(notebook.panel.locator("[data-line]")).toHaveText([
    /^Attempt 3.*0\.19167$/,
    /^Attempt 1.*0\.275$/,
    /^Attempt 2.*0\.15$/,
  ]);
});

test("the code of the cells tells what was changed between two attempts, and leads to them", async () => {
  await notebook.panel.getByRole("button", { name: "Code", exact: true }).click();
  // the cell that both go by without executing it again is not told of
  const change = notebook.panel.locator("[data-change]");
  await expect(change).toHaveCount(1);
  await expect(change.locator('[data-line="removed"]').first()).toHaveText("-mlflow.logParams({ seed: 7, depth: 4 });");
  await expect(change.locator('[data-line="added"]').first()).toHaveText("+mlflow.logParams({ seed: 7, depth: 6 });");
  await notebook.cells.first().locator(".jp-InputPrompt").click();
  await change.getByRole("button", { name: "[4] changed" }).click();
  await expect(page.locator(".jp-Notebook .jp-mod-active")).toContainText("depth: 6");
});

test("wide, all runs are a table with columns of choice, and charts that choose runs; also in the dark theme", async () => {
  await notebook.panel.locator('.trackside-Compare-tools [data-action="open-wide"]').click();
  await expect(runs(wide())).toHaveCount(3);
  await wide().getByText("Columns", { exact: true }).click();
  await wide().getByRole("checkbox", { name: "metrics.train/loss" }).uncheck();
  await wide().getByRole("checkbox", { name: "params.seed" }).check();
  await page.keyboard.press("Escape");
  await expect(wide().locator(".trackside-Disclosure-list")).toBeHidden();
  const heads = wide().locator(".trackside-RunTable thead th");
  await expect(heads).toHaveText([
    "Name",
    "Started",
    "Duration",
    "User",
    "depth",
    "test/auc↓",
    ...["test/seconds", "seed"],
  ]);
  await heads.filter({ hasText: "depth" }).getByRole("button").click();
  await expect(heads.filter({ hasText: "depth" })).toHaveAttribute("aria-sort", "ascending");
  await expect(wide().locator('.trackside-RunTable tbody td[data-kind="params"]:nth-child(6)')).toHaveText([
    "4",
    "6",
    "8",
  ]);

  await notebook.menu("Settings", "Theme", "JupyterLab Dark");
  await expect(page.locator("body")).toHaveAttribute("data-jp-theme-light", "false");
  const scatter = wide().locator('[data-plot="scatter"]');
  await expect(wide().locator('[data-plot="parallel"] [data-compared="true"]')).toHaveCount(3);
  await expect(scatter.locator("circle")).toHaveCount(3);
  const coloursIn = (part: string) =>
    wide()
      .locator(`${part} .trackside-RunColor`)
      .evaluateAll((all) => all.map((each) => getComputedStyle(each).backgroundColor));
  const colours = await coloursIn(".trackside-RunTable");
  expect(new Set(colours).size).toBe(3);
  expect(new Set(await coloursIn(".trackside-Differences thead"))).toEqual(new Set(colours));
  await scatter.getByRole("combobox", { name: "Horizontal axis" }).selectOption({ label: "depth" });
  const deepest = scatter.locator(`[data-run-mark="${await runs(wide()).last().getAttribute("data-compare-run")}"]`);
  expect(await deepest.evaluate((mark) => getComputedStyle(mark).color)).toBe(colours.at(-1));
  await deepest.locator("circle").click();
  await expect(deepest).toHaveAttribute("data-compared", "false");
  await expect(compared(notebook.panel)).toHaveCount(2);
});

test("a reload restores the wide comparison as it was", async () => {
  // JupyterLab writes its layout down a while after the last change
  const written = page.waitForRequest(
    (request) =>
      request.method() === "PUT" &&
      ["trackside-wide:compare", '"chart":"test/auc"'].every((text) => request.postData()?.includes(text)),
  );
  await field("test/auc").getByRole("button", { name: "test/auc, chart" }).click();
  await (await written).response();
  await page.reload();
  await expect(runs(wide())).toHaveCount(3, { timeout: 60_000 });
  await expect(compared(wide())).toHaveCount(2);
  await expect(wide().getByRole("columnheader", { name: "depth" })).toHaveAttribute("aria-sort", "ascending");
  await expect(wide().getByRole("columnheader", { name: "seed" })).toBeVisible();
  await expect(wide().locator("[data-change]")).toContainText("[4] changed");
  await expect(notebook.panel.getByRole("tab", { name: "Compare" })).toHaveAttribute("aria-selected", "true");
  await expect(notebook.panel.getByRole("img", { name: "Chart of test/auc" })).toBeVisible();
});

/** Puts another depth into the cell that trains, and runs it. */
async function trainAgain(depth: number, executionCount: number): Promise<void> {
  await notebook.cells.nth(1).locator(".cm-content").click();
  await page.keyboard.press("Control+a");
  await page.keyboard.insertText(train(depth));
  await page.keyboard.press("Control+Enter");
  await expect(notebook.prompt(1)).toHaveText(`[${executionCount}]:`, { timeout: 60_000 });
}

function wide(): Locator {
  return page.locator(".trackside-Wide");
}

function runs(where: Locator): Locator {
  return where.locator("[data-compare-run]");
}

function compared(where: Locator): Locator {
  return where.locator('[data-compare-run][data-compared="true"]');
}

/** A metric, param or tag in the panel, with its value in each of the compared runs. */
function field(name: string): Locator {
  return notebook.panel.locator(`[data-field="${name}"]`);
}
