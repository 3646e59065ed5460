import { expect, test } from "@playwright/test";
import { Lab, until } from "./lab.js";
import { exampleCells, NotebookPage } from "./notebook-page.js";

const lab = new Lab();

test.describe.configure({ mode: "serial" });
test.beforeAll(() => lab.start());
test.afterAll(async () => {
  expect(await lab.stop(), "processes left running").toEqual([]);
});

test("a notebook's session is a run that is shown beside it and kept by MLflow", async ({ page, context }) => {
  const notebook = new NotebookPage(page);
  await notebook.open(lab.address());
  await expect(notebook.panel.locator('[data-empty="no-run"]')).toBeVisible();

  await notebook.runCell(0);
  await notebook.expectStatus("RUNNING");
  await expect(notebook.panel.locator('[data-param="epochs"]')).toContainText("400");

  for (let index = 1; index < exampleCells; index++) {
    await notebook.runCell(index);
  }
  await notebook.openTab("metrics");
  await expect(notebook.metric("train/loss")).toHaveAttribute("data-count", "400");
  await notebook.openTab("pipeline");
  await expect(notebook.panel.locator("[data-node]")).toHaveCount(7);
  await expect(notebook.panel.locator('[data-node][data-status="ok"]')).toHaveCount(7);
  await notebook.openTab("artifacts");
  await expect(notebook.panel.locator('[data-artifact="report.md"]')).toBeVisible();
  await expect(notebook.panel.locator("[data-delivery]").first()).toHaveAttribute("data-delivery", "live", {
    timeout: 60_000,
  });
  await expect(page.locator(".jp-OutputArea .trackside-NodeResult").first()).toBeVisible();

  const refused: string[] = [];
  context.on("response", (response) => {
    if (response.status() >= 400) {
      refused.push(new URL(response.url()).pathname.replace(/^.*?\/trackside\/mlflow\/\w+\//, ""));
    }
  });
  const [mlflow] = await Promise.all([
    context.waitForEvent("page"),
    notebook.panel.locator('[data-action="open-in-mlflow"]').click(),
  ]);
  await expect(mlflow.getByText("best_model").first()).toBeVisible({ timeout: 60_000 });
  await expect(mlflow.getByText("forest/auc").first()).toBeVisible({ timeout: 60_000 });
  expect(new URL(mlflow.url()).pathname).toMatch(/^\/trackside\/mlflow\//);
  await mlflow.getByRole("tab", { name: "Model metrics" }).click();
  await expect(mlflow.locator(".js-plotly-plot").first()).toBeVisible({ timeout: 60_000 });
  await mlflow.getByRole("tab", { name: "Artifacts" }).click();
  await expect(mlflow.getByText("report.md").first()).toBeVisible({ timeout: 60_000 });
  // what the gateway keeps from MLflow's page is nothing that it shows of a run
  const needless =
    /^ajax-api\/\d\.0\/mlflow\/(assistant\/\w+|users\/current|scorers\/list|ui-telemetry|datasets\/search)$/;
  expect(refused.filter((path) => !needless.test(path))).toEqual([]);
  await mlflow.close();

  await notebook.menu("Kernel", "Shut Down Kernel");
  await notebook.expectStatus("FINISHED");
  const run = await until("MLflow has the end", async () =>
    (await lab.runs()).find(({ info }) => info.status === "FINISHED"),
  );
  expect(run.data.params).toContainEqual({ key: "epochs", value: "400" });
  expect(run.data.metrics?.map(({ key }) => key)).toEqual(
    expect.arrayContaining(["train/loss", "forest/auc", "logistic/auc"]),
  );
  expect(await lab.steps(run.info.run_id, "train/loss")).toEqual(Array.from({ length: 400 }, (_, step) => step));
});

test("a kernel killed in a training loop leaves a KILLED run with every point that was logged", async ({ page }) => {
  const notebook = new NotebookPage(page);
  await notebook.open(lab.address());
  await notebook.runCell(1);
  await notebook.openTab("metrics");
  // Endless, but with no more points than a slow machine's MLflow takes while the test waits.
  await notebook.runNew(
    'for (let step = 0; ; step++) if (step < 20_000) mlflow.logMetric("endless/loss", 1 / (step + 1), { step });',
  );
  // Shown while the loop runs, which never gives way: the panel reads the journal, not the kernel.
  await until(
    "the panel counts",
    async () => Number(await notebook.metric("endless/loss").getAttribute("data-count")) > 1_000,
  );
  const [kernel] = lab.kernels();
  process.kill(kernel!, "SIGKILL");
  await expect(notebook.status()).toHaveAttribute("data-status", "KILLED", { timeout: 10_000 });
  const run = await until("MLflow has the end", async () =>
    (await lab.runs()).find(({ info }) => info.status === "KILLED"),
  );
  const logged = lab.journalSteps("endless/loss");
  expect(logged.length).toBeGreaterThan(1_000);
  await until(
    "MLflow has every point",
    async () => (await lab.steps(run.info.run_id, "endless/loss")).length === logged.length,
  );
});

test("a restart ends the run, and the next cell opens another", async ({ page }) => {
  const notebook = new NotebookPage(page);
  await notebook.open(lab.address());
  await notebook.runCell(0);
  await notebook.expectStatus("RUNNING");
  const first = await notebook.panel.getAttribute("data-run");
  await notebook.menu("Kernel", /^Restart Kernel…/);
  await page.getByRole("button", { name: "Confirm Kernel Restart" }).click();
  await notebook.expectStatus("FINISHED");
  await expect(page.getByText("TypeScript (Trackside) | Idle")).toBeVisible();
  await notebook.runCell(0);
  await notebook.expectStatus("RUNNING");
  expect(await notebook.panel.getAttribute("data-run")).not.toBe(first);
});

test("the stop button ends a loop, not the run; the toolbar's button hides and shows the panel", async ({ page }) => {
  const notebook = new NotebookPage(page);
  await notebook.open(lab.address());
  await notebook.runCell(1);
  await notebook.openTab("metrics");
  await notebook.runNew(
    'await null; for (let step = 0; ; step++) if (step < 20_000) mlflow.logMetric("stopped/loss", step, { step });',
  );
  await until(
    "the panel counts",
    async () => Number(await notebook.metric("stopped/loss").getAttribute("data-count")) > 100,
  );
  await notebook.menu("Kernel", "Interrupt Kernel");
  await expect(page.getByText("TypeScript (Trackside) | Idle")).toBeVisible();
  await notebook.runNew("6 * 7");
  await expect(page.locator(".jp-OutputArea-executeResult").last()).toContainText("42");
  await notebook.expectStatus("RUNNING");

  const toggle = page
    .locator(
      '.jp-NotebookPanel-toolbar [data-jp-item-name="trackside-run"] jp-button, .jp-NotebookPanel-toolbar [data-jp-item-name="trackside-run"] button',
    )
    .first();
  await toggle.click();
  await expect(notebook.panel).toBeHidden();
  await toggle.click();
  await expect(notebook.panel).toBeVisible();
});
