import { setTimeout as delay } from "node:timers/promises";

import { freshPage } from "../harness/browser.mjs";
import { figure } from "../harness/figure.mjs";
import { inNotebook } from "../harness/in-notebook.mjs";
import { tasksOf } from "../harness/main-thread.mjs";
import { takeKeysAndFrames, timeToShow, watchFrames, watchKeys } from "../harness/page-probes.mjs";
import { interleaved, median, percentile } from "../harness/statistics.mjs";

const metrics = 20;
const points = 100_000;
/** Two million points take MLflow five minutes. */
const deliveryTimeoutSeconds = 1_200;
const openings = 5;
const rounds = 3;
const keysTyped = 80;
const keyMs = 75;
const shape = `a run of ${metrics} metrics with ${points.toLocaleString("en-US")} points each`;

const valuesAt = `Object.fromEntries(Array.from({ length: ${metrics} }, (_, index) =>
  ["set_" + (index % 4) + "/metric_" + index, Math.exp(-step / (20_000 + index)) + Math.random() / 10]))`;
const cells = {
  past: `for (let step = 0; step < ${points}; step++) mlflow.logMetrics(${valuesAt}, { step });`,
  live: `for (let step = ${points}; ; step++) {
  mlflow.logMetrics(${valuesAt}, { step });
  await new Promise((resolve) => setTimeout(resolve, 100));
}`,
  typing: "// ",
};

const toggle = '.jp-NotebookPanel-toolbar [data-command="trackside:toggle-panel"]';
const rows = ".trackside-Metric-value";

/** What the panel asks of JupyterLab's page with a run that is big, and goes on. */
export const panelLoad = /** @type {import("../harness/figure.mjs").FigureSet} */ ({
  area: "panel",
  title: `the run panel with ${shape}, live at 10 Hz`,
  peers: [],
  measure: async (bench) => figuresOf(await inNotebook(bench, Object.values(cells), measureLoad)),
});

async function measureLoad({ notebook, browser, project, uri }) {
  await notebook.run(0);
  // what is measured is the panel, not the delivery of two million points beside it
  const [{ mlflowRunId }] = (await project.sync(deliveryTimeoutSeconds)).slice(-1);
  const mlflow = await timeOfMlflow(browser, uri, mlflowRunId);
  return { ...(await measurePanel(browser, notebook)), mlflow };
}

async function measurePanel(browser, notebook) {
  const { page, panel } = notebook;
  await panel.locator('[data-tab="metrics"]').click();
  await panel
    .locator(rows)
    .nth(metrics - 1)
    .waitFor();
  await notebook.start(1);
  const opened = await timesToOpen(notebook);
  await openCharts(notebook);
  await page.evaluate(watchKeys);
  await page.evaluate(watchFrames);
  const results = await interleaved(rounds, {
    ours: () => typeWith(notebook, { panel: true }),
    peer: () => typeWith(notebook, { panel: false }),
  });
  return {
    opened,
    keys: { ours: joined(results.ours, "keys"), peer: joined(results.peer, "keys") },
    frames: { ours: joined(results.ours, "frames"), peer: joined(results.peer, "frames") },
    tasks: {
      ours: await tasksWith(browser, notebook, { panel: true }),
      peer: await tasksWith(browser, notebook, { panel: false }),
    },
  };
}

const joined = (results, what) => results.flatMap((each) => each[what]);

async function timesToOpen(notebook) {
  const times = [];
  for (let count = 0; count < openings; count++) {
    await notebook.togglePanel();
    await notebook.panel.waitFor({ state: "hidden" });
    times.push(await notebook.page.evaluate(timeToShow, { press: toggle, shown: rows, count: metrics }));
  }
  return times;
}

/** A metric's chart, which then is drawn with each of its points. */
async function openCharts({ panel }) {
  for (const index of [0, 1]) {
    await panel.locator("[data-metric] .trackside-Metric-toggle").nth(index).click();
    await panel.locator("[data-metric] canvas").nth(index).waitFor();
  }
}

/** Shows the panel or hides it, and goes to a cell of the notebook. */
async function goType(notebook, { panel }) {
  if ((await notebook.panel.isVisible()) !== panel) {
    await notebook.togglePanel();
    await notebook.panel.waitFor({ state: panel ? "visible" : "hidden" });
  }
  await notebook.cell(2).locator(".cm-content").click();
  await delay(1_000);
}

async function type({ page }) {
  for (let count = 0; count < keysTyped; count++) {
    await page.keyboard.press("x");
    await delay(keyMs);
  }
}

/** Types into the cell, and tells how long each key took, and which frames took long meanwhile. */
async function typeWith(notebook, where) {
  const { page } = notebook;
  await goType(notebook, where);
  await page.evaluate(takeKeysAndFrames);
  await type(notebook);
  return page.evaluate(takeKeysAndFrames);
}

/** Does the same once more with each task of the page traced, which takes time itself. */
async function tasksWith(browser, notebook, where) {
  await goType(notebook, where);
  return tasksOf(browser, notebook.page, () => type(notebook));
}

/** Milliseconds until MLflow's own page of the run has drawn a chart. */
async function timeOfMlflow(browser, uri, runId) {
  const answer = await fetch(`${uri}/api/2.0/mlflow/runs/get?run_id=${runId}`);
  const { experiment_id: experiment } = (await answer.json()).run.info;
  const address = `${uri}/#/experiments/${experiment}/runs/${runId}/model-metrics`;
  const page = await freshPage(browser);
  // once for what the browser keeps of the page's code
  await page.goto(address);
  await page.locator(".plot-container .trace").first().waitFor();
  const start = performance.now();
  await page.reload();
  await page.locator(".plot-container .trace").first().waitFor();
  const time = performance.now() - start;
  await page.context().close();
  return time;
}

const total = (times) => times.reduce((sum, each) => sum + each, 0);

function figuresOf({ opened, keys: { ours, peer }, frames, tasks, mlflow }) {
  return [
    figure({
      name: "opening",
      value: median(opened),
      unit: "ms",
      peer: { name: "MLflow's page of the same run, its first chart", value: mlflow },
      goal: { atMost: 300 },
      note: `${shape}, while a cell logs to all of them ten times a second: from the click that shows the panel until all rows with their courses are painted, median of ${openings}`,
    }),
    figure({
      name: "longest_frame",
      value: Math.max(50, ...frames.ours),
      unit: "ms",
      peer: { name: "the panel hidden", value: Math.max(50, ...frames.peer) },
      goal: { atMost: 50 },
      note: `the same with two charts open, while ${rounds * keysTyped} keys are typed into the notebook; ${frames.ours.length} frames took longer than 50 ms, with the panel hidden ${frames.peer.length}`,
    }),
    figure({
      name: "longest_task",
      value: Math.max(...tasks.ours),
      unit: "ms",
      peer: { name: "the panel hidden", value: Math.max(...tasks.peer) },
      goal: { atMost: 50 },
      note: `the same, the longest task of the page's main thread in time of the processor, to which other work on the machine adds little: frames are over when they are on the screen; in all, the page took ${Math.round(total(tasks.ours))} ms, with the panel hidden ${Math.round(total(tasks.peer))} ms`,
    }),
    figure({
      name: "typing",
      value: percentile(ours, 95),
      unit: "ms",
      peer: { name: "the panel hidden", value: percentile(peer, 95) },
      goal: { ratioAtMost: 1.2 },
      note: `the same, from a key to its letter on the screen, 95th percentile of ${ours.length} keys; median ${Math.round(median(ours))} ms, with the panel hidden ${Math.round(median(peer))} ms`,
    }),
  ];
}
