import path from "node:path";

import { root } from "../../../scripts/lib/paths.mjs";
import { figure } from "../harness/figure.mjs";
import { interleaved, median } from "../harness/statistics.mjs";

const rounds = 5;
const emptyCells = 40;

const tslabSpec = JSON.stringify({
  argv: [
    process.execPath,
    path.join(root, "node_modules/tslab/bin/tslab"),
    "kernel",
    "--config-path={connection_file}",
  ],
  display_name: "tslab",
  language: "typescript",
});

/** What the tracked kernel takes longer than the one whose compiler it uses. */
export const kernelStart = /** @type {import("../harness/figure.mjs").FigureSet} */ ({
  area: "kernel",
  title: "start of the kernel beside tslab's",
  peers: [],
  measure: async (bench) => {
    const { uri } = await bench.server();
    return bench.inProject(uri, async (project) => {
      await project.warmUp();
      project.write("jupyter/kernels/tslab/kernel.json", tslabSpec);
      const env = { ...project.environment, JUPYTER_PATH: path.join(project.root, "jupyter") };
      const start = (kernel) => () =>
        bench.runPython("kernel_times.py", [kernel, emptyCells], { cwd: project.root, env });
      return figuresOf(await interleaved(rounds, { ours: start("trackside"), tslab: start("tslab") }));
    });
  },
});

function figuresOf({ ours, tslab }) {
  const beside = (what) => ({
    value: median(ours.map((each) => each[what])),
    unit: "ms",
    peer: { name: "tslab", value: median(tslab.map((each) => each[what])) },
  });
  return [
    figure({
      name: "first_cell",
      ...beside("firstCell"),
      goal: { overPeerAtMost: 150 },
      note: `from the start of the kernel's process until its first cell is done, ${rounds} pairs`,
    }),
    figure({
      name: "empty_cell",
      ...beside("emptyCell"),
      goal: { overPeerAtMost: 1 },
      note: `median of ${emptyCells} in a kernel, ${rounds} pairs of kernels`,
    }),
  ];
}
