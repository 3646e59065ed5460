import { expect, test, type Locator } from "@playwright/test";
import { Lab } from "./lab.js";
import { NotebookPage } from "./notebook-page.js";

const lab = new Lab("notebook");

test.beforeAll(async () => {
  await lab.start();
  lab.writeNotebook("tides.ipynb", [
    'mlflow.logParam("moon", "new");',
    `for (let step = 0; step < 300; step++) mlflow.logMetrics({ "train/loss": 1 / (step + 1) }, { step });
await run("preparation");`,
  ]);
  lab.writeNotebook("python.ipynb", ["1 + 1"], "python");
});
test.afterAll(async () => {
  expect(await lab.stop(), "processes left running").toEqual([]);
});

test("in Notebook 7 the run is shown beside the notebook, live, with menus, wide views and what was left open", async ({
  page,
}) => {
  const complaints: string[] = [];
  page.on("pageerror", ({ message, stack }) => {
    // Notebook 7.6 throws one of its own as its shortcuts load, also without extensions.
    if (!/reading 'schema'/.test(message) || stack?.includes("trackside")) {
      complaints.push(message);
    }
  });
  const notebook = new NotebookPage(page);
  await page.goto(lab.address("notebooks/notebooks/tides.ipynb"));
  await expect(notebook.panel.locator('[data-empty="no-run"]')).toBeVisible({ timeout: 60_000 });
  const width = async () => (await notebook.panel.boundingBox())?.width;
  expect(await width()).toBeGreaterThan(330);

  await notebook.runCell(0);
  await notebook.expectStatus("RUNNING");
  await expect(notebook.panel.locator('[data-param="moon"]')).toContainText("new");
  await expect(page.locator("#menu-panel .trackside-StatusItem")).toBeVisible();
  await notebook.runCell(1);
  await expect(page.locator(".jp-OutputArea .trackside-NodeResult")).toBeVisible();
  await notebook.openTab("metrics");
  await expect(notebook.metric("train/loss")).toHaveAttribute("data-count", "300");

  const wide = page.locator("#jp-down-stack .trackside-Wide:visible");
  await notebook.metric("train/loss").getByRole("button", { name: "train/loss, chart" }).click();
  await notebook.metric("train/loss").locator('[data-action="open-wide"]').click();
  await expect(wide.locator("canvas")).toBeVisible();
  expect((await wide.boundingBox())?.height).toBeGreaterThan(250);
  const inTab = page.locator("#jp-down-stack .lm-TabBar-tab").filter({ hasText: "train/loss" });
  expect(Math.abs((await middleOf(inTab.locator("svg").first())) - (await middleOf(inTab)))).toBeLessThan(2);
  await notebook.menu("Run", "Tracked Run", "Open Pipeline Graph");
  await expect(wide.locator("[data-item]")).toHaveCount(3);

  await notebook.cells.first().locator(".jp-InputPrompt").click();
  await page.keyboard.press("Control+Shift+C");
  await page.locator(".lm-CommandPalette-input").fill("Open Pipeline Graph");
  await expect(page.locator(".lm-CommandPalette-item.lm-mod-active")).toContainText("Open Pipeline Graph");
  await page.keyboard.press("Enter");
  await expect(wide).toBeFocused();
  await page.keyboard.press("Alt+Shift+G");
  await expect(notebook.panel.locator('[data-tab="metrics"]')).toBeFocused();
  await page.keyboard.press("Alt+Shift+G");
  await expect(notebook.cells.first()).toBeFocused();

  await page.reload();
  await expect(notebook.metric("train/loss")).toBeVisible({ timeout: 60_000 });
  await page.getByRole("button", { name: "Show or hide the run of this notebook" }).click();
  await expect(notebook.panel).toBeHidden();
  await notebook.cells.first().locator(".trackside-CellBadge").click();
  await expect(notebook.panel.locator('[data-param="moon"]')).toBeVisible();

  // on a page of its own, where it is opened by hand
  await page.goto(lab.address("notebooks/notebooks/python.ipynb"));
  const offer = notebook.panel.locator('[data-action="follow-kernel"]');
  await expect(page.locator("#menu-panel")).toBeVisible({ timeout: 60_000 });
  await page.getByRole("button", { name: "Show or hide the run of this notebook" }).click();
  await expect(offer).toBeVisible({ timeout: 60_000 });
  expect(await width()).toBeGreaterThan(330);
  await offer.click();
  await expect(notebook.panel.locator('[data-empty="no-run"]')).toBeVisible({ timeout: 60_000 });
  await expect(page.locator("#trackside-run-panel")).toBeFocused();
  expect(complaints).toEqual([]);
});

async function middleOf(element: Locator): Promise<number> {
  const { y, height } = (await element.boundingBox()) ?? { y: 0, height: 0 };
  return y + height / 2;
}
