import { figure } from "../harness/figure.mjs";
import { KedroProject } from "../harness/kedro-project.mjs";
import { parametersOf } from "../harness/pipeline-project.mjs";
import { interleaved, median } from "../harness/statistics.mjs";

const rounds = 3;
/** Each has a key, a mapping, and ten keys and values in it: 110,000 nodes of YAML in all. */
const nodes = 5_000;

/** How long a pipeline's parameters take to be read where it has thousands of nodes. */
export const configLoading = /** @type {import("../harness/figure.mjs").FigureSet} */ ({
  area: "pipeline",
  title: `reading the parameters of ${nodes} nodes`,
  peers: ["kedro"],
  measure: async (bench) => {
    const kedro = new KedroProject({ nodes, workMs: 0 });
    try {
      return await bench.inProject("http://127.0.0.1:9", async (project) => {
        project.write("conf/base/parameters.yml", parametersOf(nodes));
        const options = { cwd: kedro.root, env: kedro.environment };
        return figuresOf(
          await interleaved(rounds, {
            ours: () => project.run("load-config.cjs"),
            kedro: () => bench.runPeer("kedro", "kedro_config.py", [], options),
          }),
        );
      });
    } finally {
      kedro.close();
    }
  },
});

function figuresOf({ ours, kedro }) {
  const seconds = (results) => median(results.map(({ loadMs }) => loadMs)) / 1000;
  return [
    figure({
      name: "config_loading",
      value: seconds(ours),
      unit: "s",
      peer: { name: "Kedro", value: seconds(kedro) },
      goal: { atMost: 2 },
      note: `parameters.yml of ${nodes.toLocaleString("en-US")} nodes with ten parameters each, 110,000 nodes of YAML, ${rounds} times; Kedro with its limit of 10,000 lifted`,
    }),
  ];
}
