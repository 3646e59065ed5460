import { figure } from "../harness/figure.mjs";
import { inNotebook } from "../harness/in-notebook.mjs";
import { tasksOf } from "../harness/main-thread.mjs";
import { median } from "../harness/statistics.mjs";

const groups = 40;
const steps = 50;
const nodes = groups * steps;
const rounds = 3;
const longestMs = 50;

/** Chains of nodes, each in two namespaces within one; it goes on for longer than it is looked at. */
const run = `const built = [];
for (let group = 1; group <= ${groups}; group++) {
  for (let step = 0; step < ${steps}; step++) {
    const at = "group_" + group;
    const inputs = step === 0 ? [] : [at + ".table_" + (step - 1)];
    const work = async (...tables) => {
      await new Promise((resolve) => setTimeout(resolve, 40));
      return tables.length;
    };
    const namespace = at + (step < ${steps / 2} ? ".clean" : ".train");
    built.push(node(work, inputs, at + ".table_" + step, { name: "step_" + step, namespace }));
  }
}
await run(pipeline(built));`;

/** For how long the graph of a pipeline that is large, and goes on, holds up JupyterLab's page. */
export const pipelineGraph = /** @type {import("../harness/figure.mjs").FigureSet} */ ({
  area: "panel",
  title: `the graph of ${nodes.toLocaleString("en-US")} nodes while they run`,
  peers: [],
  measure: async (bench) => figuresOf(await inNotebook(bench, [run], measureGraph)),
});

async function measureGraph({ browser, notebook }) {
  const { page, panel } = notebook;
  await notebook.start(0);
  await panel.locator('[data-tab="pipeline"]').click();
  await panel.locator('.trackside-KindFilter[data-kind="waiting"]').waitFor();
  const graph = page.locator(".trackside-Graph");
  const longest = { nothing: [], launcher: [], opening: [], expanding: [], panning: [] };
  const note = async (what, action) => longest[what].push(Math.max(...(await tasksOf(browser, page, action))));
  for (let round = 0; round < rounds; round++) {
    await note("nothing", async () => undefined);
    await note("launcher", async () => {
      await page.keyboard.press("Control+Shift+L");
      await page.locator(".jp-LauncherCard").first().waitFor();
    });
    await closeTab(page, "Launcher");
    await note("opening", async () => {
      await panel.locator('[data-action="open-graph"]').click();
      await graph
        .locator("[data-item]")
        .nth(groups - 1)
        .waitFor();
    });
    await note("expanding", async () => {
      await graph.getByRole("button", { name: "Expand all", exact: true }).click();
      await graph.locator("canvas").waitFor();
    });
    await note("panning", () => pan(page, graph));
    await closeTab(page, "Pipeline Graph");
    await graph.waitFor({ state: "detached" });
  }
  return longest;
}

async function closeTab(page, title) {
  const tab = page.locator(".lm-TabBar-tab.lm-mod-current", { hasText: title });
  await tab.locator(".lm-TabBar-tabCloseIcon").click();
}

/** Draws the map about by the pointer, and has it fitted again. */
async function pan(page, graph) {
  const { x, y, width, height } = await graph.locator("canvas").boundingBox();
  await page.mouse.move(x + 20, y + 20);
  await page.mouse.down();
  await page.mouse.move(x + width / 3, y + height / 3, { steps: 20 });
  await page.mouse.up();
  await graph.locator('[title="Fit the whole graph"]').click();
}

function figuresOf({ nothing, launcher, opening, expanding, panning }) {
  const alone = { name: "the list of nodes alone", value: median(nothing) };
  const taskFigure = (name, tasks, when, peer) =>
    figure({
      name,
      value: median(tasks),
      unit: "ms",
      peer,
      goal: { atMost: longestMs },
      note: `the longest task of the page's main thread, in time of the processor, while ${when} and its ${nodes.toLocaleString("en-US")} nodes run one after the other, median of ${rounds}`,
    });
  return [
    taskFigure("graph_opening", opening, "the graph is opened in a tab with its namespaces closed", {
      name: "JupyterLab's launcher opened instead",
      value: median(launcher),
    }),
    taskFigure("graph_expanding", expanding, "all namespaces of the graph are opened", alone),
    taskFigure(
      "graph_panning",
      panning,
      "the graph is moved by the pointer and fitted again, all of it in view,",
      alone,
    ),
  ];
}
