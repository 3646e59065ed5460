import { figure } from "../harness/figure.mjs";
import { KedroProject } from "../harness/kedro-project.mjs";
import { preparePipeline } from "../harness/pipeline-project.mjs";
import { interleaved, median } from "../harness/statistics.mjs";

const rounds = 3;
const few = 500;
const many = 5_000;
/** Its cost of a node grows with their number, so few are in its favour. */
const kedroNodes = 200;

/** What runner and recording cost a node that does nothing, and whether that stays the same with many nodes. */
export const nodeOverhead = /** @type {import("../harness/figure.mjs").FigureSet} */ ({
  area: "recording",
  title: `cost of each of ${few} and of ${many} tracked nodes`,
  peers: ["kedro"],
  measure: async (bench) => {
    const { uri } = await bench.server();
    const ours = await interleaved(rounds, {
      few: () => costOfNode(bench, uri, few),
      many: () => costOfNode(bench, uri, many),
    });
    return figuresOf({ few: median(ours.few), many: median(ours.many), kedro: await costOfKedroNode(bench) });
  },
});

/**
 * Milliseconds a node. Each time in a project of its own: what is queued there goes away with it, as its delivery would
 * take minutes and is measured elsewhere.
 */
function costOfNode(bench, trackingUri, nodes) {
  return bench.inProject(trackingUri, async (project) => {
    await project.warmUp();
    preparePipeline(project, { nodes, trackingUri });
    const { runMs } = await project.run("pipeline.cjs", nodes, 0, "tracked");
    return runMs / nodes;
  });
}

/** Kedro without tracking, as its plugin does not finish so many nodes. */
async function costOfKedroNode(bench) {
  const project = new KedroProject({ nodes: kedroNodes, workMs: 0 });
  try {
    const options = { cwd: project.root, env: project.environment };
    const { runMs } = await bench.runPeer("kedro", "kedro_pipeline.py", [], options);
    return runMs / kedroNodes;
  } finally {
    project.close();
  }
}

function figuresOf({ few: costOfFew, many: costOfMany, kedro }) {
  const unit = "ms/node";
  return [
    figure({
      name: "node_cost",
      value: costOfMany,
      unit,
      peer: { name: `Kedro alone, ${kedroNodes} nodes`, value: kedro },
      goal: { atMost: 0.3 },
      note: `${many.toLocaleString("en-US")} nodes with 10 params and 5 metrics and no work, \`run(pipeline)\` in the user's process, ${rounds} times`,
    }),
    figure({
      name: "node_cost_growth",
      value: costOfMany / costOfFew,
      unit: "times",
      goal: { atMost: 1.2 },
      note: `cost of a node of ${many.toLocaleString("en-US")} over that of one of ${few}, ${costOfFew.toPrecision(3)} ms`,
    }),
  ];
}
