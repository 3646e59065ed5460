import type { RunView } from "trackside/lib/messages";

/** A run with more metrics than this is not meant to be read by a snippet. */
const mostMetrics = 10;

/** TypeScript for a cell or script that reads the run: its params as they were, its metrics from MLflow. */
export function codeThatReads({ name, mlflowRunId, params, metrics }: RunView): string {
  const keys = Object.keys(metrics).slice(0, mostMetrics);
  const runId = quoted(mlflowRunId ?? "");
  return [
    'import { catalog } from "trackside";',
    "",
    `// ${name.replace(/\s+/g, " ")}`,
    `const runId = ${runId};`,
    `const params = ${JSON.stringify(params, null, 2)};`,
    ...keys.flatMap((key) => [
      "",
      `catalog.add(${quoted(`run ${key}`)}, { type: "mlflow-metric-history", key: ${quoted(key)}, run_id: runId });`,
      `console.log(${quoted(key)}, await catalog.load(${quoted(`run ${key}`)}));`,
    ]),
    "",
  ].join("\n");
}

/** Python for a cell or script that reads the run from MLflow. */
export function pythonThatReads({ name, mlflowRunId, metrics }: RunView): string {
  return [
    "import mlflow",
    "",
    `# ${name.replace(/\s+/g, " ")}`,
    `run = mlflow.get_run(${quoted(mlflowRunId ?? "")})`,
    "print(run.data.params)",
    `for key in ${JSON.stringify(Object.keys(metrics).slice(0, mostMetrics))}:`,
    "    print(key, mlflow.MlflowClient().get_metric_history(run.info.run_id, key))",
    "",
  ].join("\n");
}

function quoted(text: string): string {
  return JSON.stringify(text);
}
