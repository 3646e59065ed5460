import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import path from "node:path";

import { figure } from "../harness/figure.mjs";
import { linkedEnvironment } from "../harness/jupyter-environment.mjs";
import { jupyterArguments } from "../harness/jupyter-lab.mjs";
import { freePort } from "../harness/mlflow-server.mjs";
import { endProgram, outputOf, startProgram } from "../harness/program.mjs";
import { interleaved, median } from "../harness/statistics.mjs";
import { untilItAnswers } from "../harness/until-it-answers.mjs";

const rounds = 6;
const pollMs = 10;
const timeoutMs = 60_000;

/** What our wiring adds to the start of Jupyter. */
export const jupyterStart = /** @type {import("../harness/figure.mjs").FigureSet} */ ({
  area: "kernel",
  title: "start of Jupyter with our wiring and without",
  peers: [],
  measure: async () => {
    const [withWiring, without] = [
      await linkedEnvironment({ withWiring: true }),
      await linkedEnvironment({ withWiring: false }),
    ];
    // the first start compiles Python's files and fills the disk's cache
    await startTime(withWiring);
    await startTime(without);
    const results = await interleaved(rounds, { ours: () => startTime(withWiring), peer: () => startTime(without) });
    return [
      figure({
        name: "jupyter_start",
        value: median(results.ours),
        unit: "ms",
        peer: { name: "without our wiring", value: median(results.peer) },
        goal: { overPeerAtMost: 50 },
        note: `JupyterLab's server from its start until it answers, ${rounds} pairs; without our wiring there is no jupyter-server-proxy either`,
      }),
    ];
  },
});

/** Milliseconds from the start of JupyterLab's server until it answers. */
async function startTime(python) {
  const folder = mkdtempSync(path.join(tmpdir(), "trackside-bench-jupyter-"));
  const port = await freePort();
  const start = performance.now();
  const child = startProgram(python, ["-m", "jupyterlab", ...jupyterArguments(port)], {
    cwd: folder,
    env: { HOME: folder, JUPYTER_TOKEN: "bench" },
  });
  const output = outputOf(child, "JupyterLab");
  try {
    await Promise.race([
      untilItAnswers("JupyterLab", `http://127.0.0.1:${port}/api`, { timeoutMs, pollMs }),
      output.then(endedTooSoon),
    ]);
    return performance.now() - start;
  } finally {
    await endProgram(child);
    rmSync(folder, { recursive: true, force: true });
  }
}

function endedTooSoon({ stdout }) {
  throw new Error(`JupyterLab ended by itself:\n${stdout.slice(-4000)}`);
}
