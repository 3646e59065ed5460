import path from "node:path";

import { venvPython } from "../../../scripts/lib/paths.mjs";
import { writeNotebook } from "../../support/write-notebook.mjs";
import { freshPage, inBrowser, NotebookPage } from "../harness/browser.mjs";
import { figure } from "../harness/figure.mjs";
import { JupyterLab } from "../harness/jupyter-lab.mjs";
import { takeDelays, watchTimes } from "../harness/page-probes.mjs";
import { median, percentile } from "../harness/statistics.mjs";

const events = 100;
const metric = "logged_at";

/** Uneven pauses, so that events meet the panel's and the watcher's clocks at all of their times. */
const pause = "120 + 7 * (step % 17)";
const inLoop = `for (let step = 0; step < ${events}; step++) {
  for (const next = Date.now() + ${pause}; Date.now() < next; );
  mlflow.logMetric("${metric}", Date.now(), { step });
}`;
const awaiting = `for (let step = 0; step < ${events}; step++) {
  await new Promise((resolve) => setTimeout(resolve, ${pause}));
  mlflow.logMetric("${metric}", Date.now(), { step });
}`;

/** How long what a cell logs takes to the screen. */
export const panelDelay = /** @type {import("../harness/figure.mjs").FigureSet} */ ({
  area: "panel",
  title: "delay of what a cell logs in the run panel",
  peers: [],
  measure: async (bench) => {
    const { uri } = await bench.server();
    return bench.inProject(uri, async (project) => {
      await project.warmUp();
      writeNotebook(path.join(project.root, "delay.ipynb"), [`mlflow.logMetric("${metric}", 0);`, awaiting, inLoop]);
      const lab = await JupyterLab.start({ python: venvPython, cwd: project.root, env: project.environment });
      try {
        return figuresOf(await inBrowser((browser) => measureDelays(browser, lab)));
      } finally {
        await lab.close();
      }
    });
  },
});

async function measureDelays(browser, lab) {
  const notebook = new NotebookPage(await freshPage(browser));
  await notebook.open(lab.address("lab/tree/delay.ipynb"));
  await notebook.run(0);
  await notebook.panel.locator('[data-tab="metrics"]').click();
  await notebook.panel.locator(`[data-metric="${metric}"]`).waitFor();
  const delaysOf = async (cell) => {
    await notebook.page.evaluate(watchTimes, metric);
    await notebook.run(cell);
    return notebook.page.evaluate(takeDelays);
  };
  return { awaiting: await delaysOf(1), inLoop: await delaysOf(2) };
}

function figuresOf({ awaiting: whileAwaiting, inLoop: whileLooping }) {
  const delayFigure = (name, delays, where) =>
    figure({
      name,
      value: percentile(delays, 95),
      unit: "ms",
      goal: { atMost: 250 },
      note: `95th percentile of ${delays.length} metrics shown of ${events} that a cell logged ${where}, from the call to the painted value; median ${Math.round(median(delays))} ms`,
    });
  return [
    delayFigure("delay", whileAwaiting, "between awaits"),
    delayFigure("delay_in_loop", whileLooping, "in a loop that never yields"),
  ];
}
