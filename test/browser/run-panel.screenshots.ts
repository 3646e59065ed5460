import { join } from "node:path";
import { expect, test } from "@playwright/test";
import { root } from "../../scripts/lib/paths.mjs";
import { Lab } from "./lab.js";
import { exampleCells, NotebookPage } from "./notebook-page.js";

const lab = new Lab();
const image = (name: string) => join(root, "docs", "images", name);

test.beforeAll(() => lab.start());
test.afterAll(() => lab.stop());

test("pictures of the run panel beside the notebook", async ({ page }) => {
  const notebook = new NotebookPage(page);
  await notebook.open(lab.address());
  // Room for the notebook: the file browser goes.
  await page.keyboard.press("Control+b");
  for (let index = 0; index < exampleCells; index++) {
    await notebook.runCell(index);
  }
  await expect(notebook.panel.locator('[data-delivery="live"]').first()).toBeVisible({ timeout: 60_000 });
  const result = page.locator(".jp-OutputArea .trackside-NodeResult").nth(3);
  await result.evaluate((element) => element.scrollIntoView({ block: "end" }));
  await page.screenshot({ path: image("run-panel.png") });
  await result.screenshot({ path: image("node-result.png") });
  await page.getByRole("menuitem", { name: "Settings", exact: true }).click();
  await page.locator(".lm-Menu-item").filter({ hasText: "Theme" }).first().hover();
  await page.locator(".lm-Menu-item").filter({ hasText: "JupyterLab Dark" }).first().click();
  await expect(page.locator('body[data-jp-theme-light="false"]')).toHaveCount(1);
  await page.screenshot({ path: image("run-panel-dark.png") });
});
