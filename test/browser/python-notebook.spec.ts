import { expect, test } from "@playwright/test";
import { Lab } from "./lab.js";

const lab = new Lab();

const cells = [
  `import mlflow
run = mlflow.start_run(run_name="low tide")
mlflow.log_param("depth", 4)
for step in range(20):
    mlflow.log_metric("loss", 1 / (step + 1), step=step)
mlflow.log_text("all quiet", "log.txt")`,
  "mlflow.end_run()",
];

test.beforeAll(async () => {
  await lab.start();
  lab.writeNotebook("tides.ipynb", cells, "python");
});
test.afterAll(async () => {
  expect(await lab.stop(), "processes left running").toEqual([]);
});

test("a Python notebook's runs are shown once that is asked for, through a restart", async ({ page }) => {
  await page.goto(lab.address("lab/tree/notebooks/tides.ipynb"));
  await expect(page.getByText("Python 3 (ipykernel) | Idle")).toBeVisible({ timeout: 90_000 });
  await page
    .locator('.jp-NotebookPanel-toolbar [data-jp-item-name="trackside-run"]')
    .locator("jp-button, button")
    .first()
    .click();
  const panel = page.getByRole("region", { name: "Run" });
  await panel.getByRole("button", { name: "Follow its MLflow runs" }).click();
  await expect(panel.locator('[data-empty="no-run"]')).toBeVisible({ timeout: 120_000 });

  const runCell = async (index: number) => {
    await page.locator(".jp-Notebook .jp-CodeCell").nth(index).locator(".jp-InputPrompt").click();
    await page.keyboard.press("Control+Enter");
  };
  const status = panel.locator(".trackside-StatusBadge");
  await runCell(0);
  await expect(status).toHaveAttribute("data-status", "RUNNING", { timeout: 60_000 });
  await expect(panel.locator('[data-param="depth"]')).toContainText("4");
  // the first cell to be counted is the notebook's own
  await expect(page.locator(".jp-Notebook .jp-InputPrompt").first()).toHaveText("[1]:");
  await panel.locator('[data-tab="metrics"]').click();
  await expect(panel.locator('[data-metric="loss"]')).toHaveAttribute("data-count", "20");
  await runCell(1);
  await expect(status).toHaveAttribute("data-status", "FINISHED");
  await panel.locator('[data-tab="artifacts"]').click();
  await expect(panel.locator('[data-artifact="log.txt"]')).toBeVisible();

  const first = await panel.getAttribute("data-run");
  await page.getByRole("menuitem", { name: "Kernel", exact: true }).click();
  await page.locator(".lm-Menu-item").filter({ hasText: "Restart Kernel and Run All Cells…" }).first().click();
  await page.getByRole("button", { name: "Confirm Kernel Restart" }).click();
  await expect(panel).not.toHaveAttribute("data-run", first ?? "", { timeout: 90_000 });
  await expect(status).toHaveAttribute("data-status", "FINISHED");
});
