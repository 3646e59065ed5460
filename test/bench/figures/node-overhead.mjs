import { figure } from "../harness/figure.mjs";
import { KedroProject } from "../harness/kedro-project.mjs";
import { preparePipeline } from "../harness/pipeline-project.mjs";
import { interleaved, median } from "../harness/statistics.mjs";

const rounds = 3;
const few = 500;
const many = 5_000;
/** Kedro's cost of a node grows with their number: beside our many it would take hours. */
const kedroFew = 50;
const kedroMany = 500;

/** What runner and recording cost a node that does nothing, and whether that stays the same with many nodes. */
export const nodeOverhead = /** @type {import("../harness/figure.mjs").FigureSet} */ ({
  area: "pipeline",
  title: `cost of each of ${few} and of ${many} tracked nodes`,
  peers: ["kedro"],
  measure: async (bench) => {
    const { uri } = await bench.server();
    const ours = await interleaved(rounds, {
      few: () => costOfNode(bench, uri, few),
      many: () => costOfNode(bench, uri, many),
    });
    const kedro = { few: await costOfKedroNode(bench, kedroFew), many: await costOfKedroNode(bench, kedroMany) };
    return figuresOf({ few: median(ours.few), many: median(ours.many), kedro });
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
async function costOfKedroNode(bench, nodes) {
  const project = new KedroProject({ nodes, workMs: 0 });
  try {
    const options = { cwd: project.root, env: project.environment };
    const { runMs } = await bench.runPeer("kedro", "kedro_pipeline.py", [], options);
    return runMs / nodes;
  } finally {
    project.close();
  }
}

function figuresOf({ few: costOfFew, many: costOfMany, kedro }) {
  const unit = "ms/node";
  const peer = { name: `Kedro alone, ${kedroMany} nodes`, value: kedro.many };
  const manyNodes = many.toLocaleString("en-US");
  return [
    figure({
      name: "node_cost",
      value: costOfMany,
      unit,
      peer,
      goal: { atMost: 0.3 },
      note: `${manyNodes} nodes with 10 params and 5 metrics and no work, \`run(pipeline)\` in the user's process, ${rounds} times`,
    }),
    figure({
      name: `node_cost_of_${few}`,
      value: costOfFew,
      unit,
      peer,
      note: `the same with ${few} nodes`,
    }),
    figure({
      name: "node_cost_growth",
      value: costOfMany / costOfFew,
      unit: "times",
      peer: { name: `Kedro alone, ${kedroMany} over ${kedroFew} nodes`, value: kedro.many / kedro.few },
      goal: { atMost: 1.2 },
      note: `cost of a node of ${manyNodes} over that of one of ${few}`,
    }),
  ];
}
