import { expect, test, type Page } from "@playwright/test";
import { Lab } from "./lab.js";
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

/** JupyterLab renders what comes near on the page. */
async function expectOutput(page: Page, selector: string): Promise<void> {
  await expect(async () => {
    await page.locator(".jp-Notebook .jp-CodeCell.jp-mod-active .jp-OutputArea").last().scrollIntoViewIfNeeded();
    await expect(page.locator(selector)).toBeVisible({ timeout: 1_000 });
  }).toPass({ timeout: 60_000 });
}
