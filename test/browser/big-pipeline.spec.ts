import { expect, test, type Page } from "@playwright/test";
import { Lab } from "./lab.js";
import { NotebookPage } from "./notebook-page.js";

const lab = new Lab();

/** 2,000 nodes: 40 harbours of 50 steps, of which one fails. */
const run = `const built = [];
for (let harbour = 1; harbour <= 40; harbour++) {
  const at = "harbour_" + harbour;
  for (let step = 0; step < 50; step++) {
    const inputs = step === 0 ? [] : [at + ".table_" + (step - 1)];
    built.push(node(async (...tables: number[]) => {
      await new Promise((resolve) => setTimeout(resolve, 5));
      if (harbour === 8 && step === 30) throw new Error("no tide gauge");
      return tables.length;
    }, inputs, at + ".table_" + step, { name: "step_" + step, namespace: at + (step < 25 ? ".clean" : ".train") }));
  }
}
await run(pipeline(built), { keepGoing: true });`;

let page: Page;
let notebook: NotebookPage;

test.describe.configure({ mode: "serial" });
test.beforeAll(async ({ browser }) => {
  await lab.start();
  lab.writeNotebook("tides.ipynb", [run, 'await run("preparation");']);
  page = await browser.newPage();
  notebook = new NotebookPage(page);
  await notebook.open(lab.address("lab/tree/notebooks/tides.ipynb"));
});
test.afterAll(async () => {
  await page.close();
  expect(await lab.stop(), "processes left running").toEqual([]);
});

const graph = () => page.locator(".trackside-Graph");
const map = () => graph().locator("canvas");
const button = (name: string) => graph().getByRole("button", { name, exact: true });
const details = (of: string) => graph().getByRole("complementary", { name: `Details of ${of}` });
const rows = () => notebook.panel.locator("[data-node]");
const kind = (of: string) => notebook.panel.locator(`.trackside-KindFilter[data-kind="${of}"]`);
const find = async (name: string) => {
  await graph().locator("input[type='search']").fill(name);
  await graph().locator("input[type='search']").press("Enter");
};

test("2,000 nodes are followed as they run, in the list and as a map", async () => {
  await notebook.startCell(0);
  await notebook.openTab("pipeline");
  await expect(kind("waiting")).toContainText(/1,\d{3}/);
  const list = notebook.panel.locator('[data-tab-content="pipeline"]');
  await list.evaluate((element) => {
    element.scrollTop = element.scrollHeight;
  });
  await expect(rows().last()).toHaveAttribute("aria-posinset", "2000");
  expect(await rows().count()).toBeLessThan(200);
  await notebook.panel.locator('[data-action="open-graph"]').click();
  await expect(graph().locator("[data-item]")).toHaveCount(40);
  await button("Expand all").click();
  await expect(map()).toBeVisible();
  await expect(graph().getByRole("group", { name: /^Graph of 2,000 nodes/ })).toBeVisible();
  await expect(notebook.prompt(0)).toHaveText(/\[\d+\]:/, { timeout: 90_000 });
});

test("the one that failed is seen at a glance, and those behind it are told apart", async () => {
  await expect(kind("error")).toHaveText(/Failed 1$/);
  await kind("error").click();
  await expect(rows()).toHaveCount(1);
  await expect(rows()).toContainText("no tide gauge");
  await kind("skipped").click();
  await expect(rows()).toHaveCount(19);
  await expect(rows().first()).toHaveAttribute("data-node", "harbour_8.train.step_31");
  await kind("skipped").click();
  await notebook.panel.getByRole("searchbox").fill("harbour_8.table_30");
  await expect(rows()).toHaveCount(2);
  await notebook.panel.getByRole("searchbox").fill("");
  await expect(page.locator(".jp-OutputArea .trackside-NodeResult-row[data-status='error']")).toHaveCount(1);
  await expect(page.locator(".trackside-NodeResult-left")).toHaveText(/^1,88\d more nodes/);
});

test("the map is moved, zoomed and pressed; a node is found, gone from by arrow keys, and told of", async () => {
  const box = (await map().boundingBox())!;
  const middle = { x: box.x + box.width / 2, y: box.y + box.height / 2 };
  await page.mouse.move(box.x + 20, box.y + 20);
  await page.mouse.down();
  await page.mouse.move(box.x + 120, box.y + 60, { steps: 12 });
  await page.mouse.up();
  await graph().locator('[title="Fit the whole graph"]').click();
  await page.mouse.move(middle.x, middle.y);
  await expect(graph().locator(".trackside-Graph-canvas")).toHaveAttribute("title", /^harbour_\d+\.\w+\.step_\d+: /);
  await page.mouse.click(middle.x, middle.y);
  await expect(graph().getByRole("complementary")).toBeVisible();
  await expect(graph().locator("[data-item][aria-pressed='true']")).toBeVisible();
  await button("Close").click();

  await find("harbour_8.train.step_30");
  const failed = details("harbour_8.train.step_30");
  await expect(failed).toContainText("no tide gauge");
  await expect(failed.getByRole("button", { name: "To here" })).toHaveAttribute("aria-disabled", "true");
  await graph().locator("[data-item][aria-pressed='true']").press("ArrowDown");
  await expect(details("harbour_8.train.step_31")).toContainText("skipped");
  await page.keyboard.press("ArrowUp");
  await expect(failed).toBeVisible();
});

test("namespaces close from the inside and open a step at a time", async () => {
  await graph().getByRole("searchbox").fill("");
  await button("Collapse harbour_8.train").click();
  await expect(details("harbour_8.train")).toBeVisible();
  await button("Collapse harbour_8").click();
  await expect(details("harbour_8")).toBeVisible();
  await button("Expand all").click();
  await expect(map()).toBeVisible();
  await button("Collapse all").click();
  await expect(graph().locator("[data-item]")).toHaveCount(40);
  await graph().locator("[data-item='group:harbour_8']").dblclick();
  await expect(graph().getByRole("group", { name: /^Graph of 41 nodes/ })).toBeVisible();
  await graph().locator("summary").click();
  await graph().getByRole("checkbox", { name: "harbour_8", exact: true }).uncheck();
  await expect(graph().getByRole("group", { name: /^Graph of 40 nodes/ })).toBeVisible();
  await page.keyboard.press("Escape");
  await expect(graph().getByRole("checkbox").first()).toBeHidden();
});

test("from the graph, a node of the project is run up to there by a cell", async () => {
  await notebook.runCell(1);
  await find("clean_calls");
  await details("clean_calls").getByRole("button", { name: "To here" }).click();
  const cell = page.locator(".jp-Notebook .jp-CodeCell").filter({ hasText: '{ to: "clean_calls" });' });
  await expect(cell.locator(".jp-InputPrompt")).toHaveText(/\[\d+\]:/);
});
