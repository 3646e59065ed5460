/** What of a run opens wide; the names are written into the layouts that JupyterLab restores. */
export const wideKinds = {
  metric: "metric",
  artifact: "artifact",
  compare: "compare",
  graph: "pipeline-graph",
} as const;
