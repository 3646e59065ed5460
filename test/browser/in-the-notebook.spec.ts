import { expect, test, type Page } from "@playwright/test";
import { Lab, until } from "./lab.js";
import { NotebookPage } from "./notebook-page.js";

const lab = new Lab();

test.describe.configure({ mode: "serial" });
test.beforeAll(() => lab.start());
test.afterAll(async () => {
  expect(await lab.stop(), "processes left running").toEqual([]);
});

test("show draws tables, charts, images and trees, without an import", async ({ page }) => {
  const notebook = new NotebookPage(page);
  await notebook.open(lab.address());
  await notebook.runNew('await show(catalog.load("port_calls"))');
  const table = page.locator(".jp-OutputArea-output .trackside-Table");
  await expect(table.locator("thead th").nth(1)).toHaveText(/^call_idtext$/, { timeout: 60_000 });
  await expect(table.locator("tbody tr")).toHaveCount(16);
  await expect(table.locator(".trackside-Table-size")).toHaveText(/^2,439 rows × 7 columns, 2,424 rows not shown$/);

  await notebook.runNew(`await show({
    $schema: "https://vega.github.io/schema/vega-lite/v5.json", mark: "bar", width: 200, height: 80,
    data: { values: [{ a: "calm", b: 28 }, { a: "rough", b: 55 }] },
    encoding: { x: { field: "b", type: "quantitative" }, y: { field: "a", type: "nominal" } },
  });`);
  await expectOutput(page, ".jp-RenderedVegaCommon5");
  await notebook.runNew(
    `await show('<svg xmlns="http://www.w3.org/2000/svg" width="40" height="40"><circle cx="20" cy="20" r="18"/></svg>')`,
  );
  await expectOutput(page, ".jp-RenderedSVG");
  await notebook.runNew("await show({ forest: { auc: 0.91 } })");
  await expectOutput(page, ".jp-RenderedJSON");
});

test("loadNode puts a node's code into cells below, which run; one undo takes them away, and no reload repeats them", async ({
  page,
}) => {
  const notebook = new NotebookPage(page);
  const cellWith = (text: string) => page.locator(".jp-Notebook .jp-CodeCell").filter({ hasText: text });
  await notebook.open(lab.address());
  await notebook.runNew('await loadNode("clean_vessels")');
  const own = [
    '// node "clean_vessels", from pipelines/preparation/nodes.ts',
    'const vessels = await catalog.load<RawVessel[]>("vessels");',
    "const clean_vessels = await cleanVessels(vessels);",
    'const cleanVesselsNode = node(cleanVessels, "vessels", "clean_vessels", { name: "clean_vessels", tags',
  ];
  for (const text of own) {
    await expect(cellWith(text)).toHaveCount(1, { timeout: 60_000 });
    await cellWith(text).locator(".jp-InputPrompt").click();
    await page.keyboard.press("Control+Enter");
    await expect(cellWith(text).locator(".jp-InputPrompt")).toHaveText(/\[\d+\]:/, { timeout: 60_000 });
  }
  await expect(cellWith(own[2]!).locator(".trackside-Table")).toBeVisible();

  await notebook.runNew('await loadNode("train_logistic")');
  await expect(cellWith("const trainLogisticNode")).toHaveCount(1);
  await page.keyboard.press("Escape");
  await page.keyboard.press("z");
  await expect(cellWith("const trainLogisticNode")).toHaveCount(0);
  await expect(cellWith('loadNode("train_logistic")')).toHaveCount(1);

  await page.keyboard.press("Control+s");
  await until("the notebook is saved", () => lab.notebook().includes('loadNode(\\"train_logistic\\")'));
  await page.reload();
  await expect(page.getByText("TypeScript (Trackside) | Idle")).toBeVisible({ timeout: 90_000 });
  await notebook.runNew('"after the reload"');
  await expect(cellWith("after the reload").locator(".jp-OutputArea-executeResult")).toBeVisible();
  await page.keyboard.press("Control+s");
  await until("the notebook is saved", () => lab.notebook().includes("after the reload"));
  expect(lab.notebook().match(/from pipelines\/preparation\/nodes\.ts/g)).toHaveLength(1);
  expect(lab.notebook()).not.toContain("const trainLogisticNode");
});

/** JupyterLab renders what comes near on the page. */
async function expectOutput(page: Page, selector: string): Promise<void> {
  await expect(async () => {
    await page.locator(".jp-Notebook .jp-CodeCell.jp-mod-active .jp-OutputArea").last().scrollIntoViewIfNeeded();
    await expect(page.locator(selector)).toBeVisible({ timeout: 1_000 });
  }).toPass({ timeout: 60_000 });
}
