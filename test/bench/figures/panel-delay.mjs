import { figure } from "../harness/figure.mjs";
import { inNotebook } from "../harness/in-notebook.mjs";
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
  measure: async (bench) =>
    figuresOf(await inNotebook(bench, [`mlflow.logMetric("${metric}", 0);`, awaiting, inLoop], measureDelays)),
});

async function measureDelays({ notebook }) {
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
