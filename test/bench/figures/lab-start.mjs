import { freshPage, inBrowser } from "../harness/browser.mjs";
import { figure } from "../harness/figure.mjs";
import { linkedEnvironment } from "../harness/jupyter-environment.mjs";
import { JupyterLab } from "../harness/jupyter-lab.mjs";
import { noteWhenShown, shownAt } from "../harness/page-probes.mjs";
import { interleaved, median } from "../harness/statistics.mjs";

// single loads of a page differ by a tenth: the median of half as many is off by as much as the goal leaves
const rounds = 41;

/** What the extension adds to the loading of JupyterLab's page. */
export const labStart = /** @type {import("../harness/figure.mjs").FigureSet} */ ({
  area: "panel",
  title: "start of JupyterLab's page with the extension and without",
  peers: [],
  measure: async () => {
    const labs = [];
    const open = async (withWiring) => {
      const lab = await JupyterLab.start({ python: await linkedEnvironment({ withWiring }) });
      labs.push(lab);
      return lab;
    };
    try {
      const [ours, peer] = [await open(true), await open(false)];
      return await inBrowser(async (browser) => {
        // the first page fills the caches of the server and of the disk
        await startTime(browser, ours);
        await startTime(browser, peer);
        return figuresOf(
          await interleaved(rounds, { ours: () => startTime(browser, ours), peer: () => startTime(browser, peer) }),
        );
      });
    } finally {
      await Promise.all(labs.map((lab) => lab.close()));
    }
  },
});

/** Milliseconds from the start of loading until the launcher is there to be used. */
async function startTime(browser, lab) {
  const page = await freshPage(browser);
  await page.addInitScript(noteWhenShown, ".jp-LauncherCard");
  await page.goto(lab.address());
  const time = await (await page.waitForFunction(shownAt)).jsonValue();
  await page.context().close();
  return time;
}

function figuresOf({ ours, peer }) {
  return [
    figure({
      name: "lab_start",
      value: median(ours),
      unit: "ms",
      peer: { name: "without the extension", value: median(peer) },
      goal: { overPeerAtMost: 50 },
      note: `JupyterLab's page in Chromium from the start of its loading until the launcher shows, nothing cached in the browser, ${rounds} pairs`,
    }),
  ];
}
