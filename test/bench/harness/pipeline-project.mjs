/**
 * The parameters of the pipeline that is measured, for Trackside and Kedro alike: ten for each node.
 * @param {number} nodes
 * @returns {string} YAML
 */
export function parametersOf(nodes) {
  const values = Array.from({ length: 10 }, (_, index) => `p${index}: ${index / 10}`).join(", ");
  return ["first: 1", ...Array.from({ length: nodes }, (_, index) => `node_${index}: { ${values} }`), ""].join("\n");
}

/**
 * Makes a project of ours one for the pipeline that is measured.
 * @param {import("./project.mjs").Project} project
 * @param {{nodes: number, trackingUri: string}} options
 */
export function preparePipeline(project, { nodes, trackingUri }) {
  project.write("conf/base/parameters.yml", parametersOf(nodes));
  project.write(
    "conf/base/mlflow.yml",
    `server:\n  mlflow_tracking_uri: ${trackingUri}\ntracking:\n  params:\n    dict_params:\n      flatten: true\n`,
  );
}
