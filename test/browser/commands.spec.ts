import { expect, test, type Page, type Request } from "@playwright/test";
import { Lab } from "./lab.js";
import { NotebookPage } from "./notebook-page.js";

const lab = new Lab();
const train = `mlflow.logParam("depth", 4);
for (let step = 0; step < 50; step++) mlflow.logMetrics({ "train/loss": 1 / (step + 1) }, { step });
await run("preparation");`;

let page: Page;
let notebook: NotebookPage;

test.describe.configure({ mode: "serial" });
test.beforeAll(async ({ browser }) => {
  await lab.start();
  lab.writeNotebook("tides.ipynb", [train, "1 + 1"]);
  lab.writeNotebook("python.ipynb", ["1 + 1"], "python");
  page = await browser.newPage();
  page.setDefaultTimeout(20_000);
  notebook = new NotebookPage(page);
  await notebook.open(lab.address("lab/tree/notebooks/tides.ipynb"));
  await notebook.runCell(0);
  await expect(notebook.panel.locator('[data-param="depth"]')).toBeVisible();
});
test.afterAll(async () => {
  await page.close();
  expect(await lab.stop(), "processes left running").toEqual([]);
});

const tab = (name: string) => notebook.panel.locator(`[data-tab="${name}"]`);
const cell = () => page.locator(".jp-Notebook .jp-Cell.jp-mod-active");

test("the palette lists every command with label, caption, icon and keys", async () => {
  await page.keyboard.press("Control+Shift+C");
  await page.locator(".lm-CommandPalette-input").fill("trackside");
  const items = page.locator('.lm-CommandPalette-item[data-command^="trackside:"]');
  await expect(items).toHaveCount(15);
  for (const item of await items.all()) {
    await expect(item.locator(".lm-CommandPalette-itemLabel")).toHaveText(/^[A-Z]\S+/);
    await expect(item.locator(".lm-CommandPalette-itemCaption")).toHaveText(/^[A-Z].{15,}/);
    await expect(item.locator(".lm-CommandPalette-itemIcon svg")).toHaveCount(1);
  }
  for (const [command, keys] of [
    ["toggle-panel", "Alt+Shift+R"],
    ["go-to-panel", "Alt+Shift+G"],
    ["new-attempt", "Alt+Shift+N"],
    ["end-run", "Alt+Shift+E"],
    ["next-tab", "Alt+Shift+]"],
    ["previous-tab", "Alt+Shift+["],
  ] as const) {
    const item = page.locator(`.lm-CommandPalette-item[data-command="trackside:${command}"]`);
    await expect(item.locator(".lm-CommandPalette-itemShortcut")).toHaveText(keys);
  }
  await page.keyboard.press("Escape");
});

test("the panel's menu opens beside its button, and Run has the same", async () => {
  await notebook.panel.locator('[data-action="menu"]').click();
  const menu = page.locator(".lm-Menu");
  await expect(menu.locator(".lm-Menu-item").filter({ hasText: "Add Tag…" })).toBeVisible();
  const { width = 0 } = (await menu.boundingBox()) ?? {};
  expect(width).toBeLessThan(400);
  for (const icon of await menu.locator(".lm-Menu-itemIcon svg").all()) {
    expect((await icon.boundingBox())?.width).toBeLessThan(20);
  }
  await page.keyboard.press("Escape");
  await page.getByRole("menuitem", { name: "Run", exact: true }).click();
  await page.locator(".lm-Menu-item").filter({ hasText: "Tracked Run" }).hover();
  await expect(page.locator('.lm-Menu-item[data-command^="trackside:"]')).toHaveCount(10);
  await page.keyboard.press("Escape");
  await page.keyboard.press("Escape");
});

test("what a command of the palette opens or edits has the keyboard, and what is typed there already stays", async () => {
  const choose = async (command: string) => {
    await page.keyboard.press("Control+Shift+C");
    await page.locator(".lm-CommandPalette-input").fill(command);
    await expect(page.locator(".lm-CommandPalette-item.lm-mod-active")).toContainText(command);
    await page.keyboard.press("Enter");
  };
  await notebook.cells.nth(1).locator(".jp-InputPrompt").click();
  await choose("Go to Run Panel");
  await expect(tab("overview")).toBeFocused();
  await choose("Rename Run");
  await expect(notebook.panel.getByLabel("Name of the run")).toBeFocused();
  await page.keyboard.press("Escape");
  await expect(notebook.panel.locator(".trackside-Header-rename")).toBeFocused();
  await choose("Edit Note");
  const note = notebook.panel.getByLabel("Note", { exact: true });
  await expect(note).toBeFocused();
  await page.keyboard.type("low ");
  await cell().locator(".jp-InputPrompt").click();
  await choose("Edit Note");
  await expect(note).toBeFocused();
  await expect(note).toHaveValue("low ");
  await page.keyboard.press("Escape");
  await expect(notebook.panel.locator('[data-action="edit-note"]')).toBeFocused();
  await choose("Open Pipeline Graph");
  const graph = page.locator(".trackside-Wide");
  await expect(graph).toBeFocused();
  await expect(graph.locator("[data-item]")).toHaveCount(3);
  await page.keyboard.press("Alt+W");
  await expect(graph).toHaveCount(0);
  await expect(cell()).toBeFocused();
});

test("the keyboard alone goes to the panel, through tabs, rows and charts, and back", async () => {
  await notebook.cells.nth(1).locator(".jp-InputPrompt").click();
  await page.keyboard.press("Alt+Shift+BracketRight");
  await expect(tab("metrics")).toHaveAttribute("aria-selected", "true");
  await expect(cell()).toBeFocused();
  await page.keyboard.press("Alt+Shift+G");
  await expect(tab("metrics")).toBeFocused();
  await expect(tab("metrics")).toHaveCSS("outline-style", "solid");
  await page.keyboard.press("Tab");
  await page.keyboard.press("Tab");
  await expect(notebook.metric("train/loss").getByRole("button").first()).toBeFocused();
  await page.keyboard.press("Enter");
  await expect(notebook.metric("train/loss").locator("canvas")).toBeVisible();
  await page.keyboard.press("Enter");
  await expect(notebook.metric("train/loss").locator("canvas")).toHaveCount(0);

  await page.keyboard.press("Alt+Shift+BracketRight");
  await expect(tab("pipeline")).toBeFocused();
  await page.keyboard.press("End");
  await expect(tab("compare")).toBeFocused();
  await page.keyboard.press("ArrowLeft");
  await expect(tab("artifacts")).toBeFocused();
  await page.keyboard.press("Alt+Shift+BracketLeft");
  await expect(tab("pipeline")).toBeFocused();
  await page.keyboard.press("Alt+Shift+G");
  await expect(cell()).toBeFocused();

  await page.keyboard.press("Alt+Shift+G");
  await expect(tab("pipeline")).toBeFocused();
  await page.keyboard.press("Alt+Shift+R");
  await expect(notebook.panel).toBeHidden();
  await expect(cell()).toBeFocused();
  await page.keyboard.press("Alt+Shift+R");
  await expect(notebook.panel).toBeVisible();
  await page.keyboard.press("Alt+Shift+N");
  await expect(tab("overview")).toBeVisible();
  await tab("overview").click();
  await expect(notebook.panel.locator('[data-attempt="2"]').first()).toBeVisible();
  await page.keyboard.press("Alt+Shift+E");
  await notebook.expectStatus("FINISHED");
});

test("nothing moves where the system asks for that", async () => {
  await notebook.runCell(0);
  await notebook.expectStatus("RUNNING");
  const moving = () =>
    page.evaluate(() => document.getAnimations().filter((each) => each.playState === "running").length);
  await expect.poll(moving).toBeGreaterThan(0);
  await page.emulateMedia({ reducedMotion: "reduce" });
  await expect.poll(moving).toBe(0);
  await page.emulateMedia({ reducedMotion: "no-preference" });
});

test("settings count at once: for open charts what nobody chose there, for an open Python notebook that it is followed", async () => {
  const chart = notebook.metric("train/loss");
  const wide = page.locator(".trackside-Wide:visible");
  await notebook.openTab("metrics");
  await chart.getByRole("button", { name: "train/loss, chart" }).click();
  await chart.getByRole("button", { name: "Log", exact: true }).click();
  await chart.locator('[data-action="open-wide"]').click();
  await expect(wide.locator("canvas")).toBeVisible();
  await notebook.menu("Settings", "Settings Editor");
  const setting = (name: string) => page.locator(`.jp-SettingsPanel [id$="plugin_${name}"]`);
  await page.locator(".jp-PluginList").getByRole("searchbox").fill("Trackside");
  await setting("chartAxis").selectOption({ label: "relative" });
  await expect(chart.locator(".trackside-Chart-axis")).toHaveValue("relative");
  await expect(chart.locator('[data-setting="log"]')).toHaveAttribute("aria-pressed", "true");
  await setting("chartSmoothing").fill("0.6");
  await expect(chart.locator("output")).toHaveText("0.60");
  await setting("chartTrimsOutliers").click();
  await expect(chart.locator('[data-setting="outliers"]')).toHaveAttribute("aria-pressed", "true");

  await page.locator(".jp-DirListing-item").filter({ hasText: "python.ipynb" }).dblclick();
  await expect(notebook.panel.locator('[data-action="follow-kernel"]')).toBeVisible({ timeout: 60_000 });
  await page.locator(".lm-TabBar-tab").filter({ hasText: "Settings" }).click();
  await setting("followPython").click();
  await expect(notebook.panel.locator('[data-empty="no-run"]')).toBeVisible({ timeout: 60_000 });
});

test("in a new workspace the panel opens wide enough to read, and is as wide as it was left when the page is loaded again", async () => {
  const width = async () => (await notebook.panel.boundingBox())?.width ?? 0;
  await notebook.open(lab.address("lab/workspaces/second/tree/notebooks/tides.ipynb"));
  await expect(notebook.panel).toBeHidden();
  await page.keyboard.press("Alt+Shift+R");
  await expect(notebook.panel).toBeVisible();
  expect(await width()).toBeGreaterThan(330);
  const { x = 0, y = 0 } = (await notebook.panel.boundingBox()) ?? {};
  await page.mouse.move(x - 3, y + 300);
  await page.mouse.down();
  await page.mouse.move(x + 60, y + 300, { steps: 3 });
  const saved = page.waitForResponse((answer) => rightShare(answer.request()) < 0.22);
  await page.mouse.up();
  expect(await width()).toBeLessThan(300);
  await saved;
  await notebook.open(lab.address("lab/workspaces/second/tree/notebooks/tides.ipynb"));
  await expect(notebook.panel).toBeVisible();
  expect(await width()).toBeLessThan(300);
});

test("a panel that the browser could not load says so, and is there when it is asked for again", async () => {
  const scripts = /\/jupyterlab-trackside\/static\/runs\./;
  await page.route(scripts, (route) => route.abort());
  await notebook.open(lab.address("lab/workspaces/third/tree/notebooks/tides.ipynb"));
  await page.keyboard.press("Alt+Shift+R");
  const notice = page.locator('[data-notice="not-loaded"]');
  await expect(notice).toContainText(/Loading chunk \d+ failed/);
  await page.unroute(scripts);
  await notice.getByRole("button", { name: "Try now" }).click();
  await expect(notebook.panel).toBeVisible();
  await expect(notice).toHaveCount(0);
});

/** How much of the page's width the right side area has in a layout that is saved; all of it in whatever else is sent. */
function rightShare(request: Request): number {
  if (request.method() !== "PUT" || !request.url().includes("api/workspaces/")) {
    return 1;
  }
  const { data } = request.postDataJSON() as { data: { "layout-restorer:data"?: { relativeSizes: number[] } } };
  return data["layout-restorer:data"]?.relativeSizes.at(-1) ?? 1;
}
