import { catalog } from "../../../kernel-helpers/src/catalog";
import { registerMlflowDatasets } from "../../../kernel-helpers/src/tracking/datasets";
import { rejection } from "../../support/rejection";
import { TemporaryProject } from "../../support/temporary-project";

let project: TemporaryProject;
beforeAll(registerMlflowDatasets);
beforeEach(() => {
  project = new TemporaryProject();
});
afterEach(() => project.dispose());

function describeEntry(entry: string) {
  project.write("conf/base/catalog.yml", `it: ${entry}\n`);
  return catalog.describe("it");
}

const json = "dataset: {type: json, filepath: data/a.json}";

it.each([
  [`{type: kedro_mlflow.io.artifacts.MlflowArtifactDataset, ${json}}`, "mlflow-artifact", "data/a.json"],
  [
    `{type: kedro_mlflow.io.artifacts.mlflow_artifact_dataset.MlflowArtifactDataset, ${json}}`,
    "mlflow-artifact",
    "data/a.json",
  ],
  [`{type: MlflowArtifactDataSet, ${json}, artifact_path: a/b, metadata: {x: 1}}`, "mlflow-artifact", "data/a.json"],
  [`{type: mlflow-artifact, ${json}, local_copy: false}`, "mlflow-artifact", undefined],
  [`{type: mlflow-artifact, ${json}, run_id: abc}`, "mlflow-artifact", undefined],
  ["{type: kedro_mlflow.io.metrics.MlflowMetricDataset}", "mlflow-metric", undefined],
  ["{type: MlflowMetricDataset, key: a/b, run_id: x, load_args: {step: 3}}", "mlflow-metric", undefined],
  ["{type: mlflow-metric, save_args: {mode: append, step: 1, timestamp: 5}}", "mlflow-metric", undefined],
  ["{type: MlflowMetricHistoryDataset, load_args: {mode: dict}}", "mlflow-metric-history", undefined],
  ["{type: kedro_mlflow.io.metrics.MlflowMetricsHistoryDataset, prefix: a}", "mlflow-metrics-history", undefined],
  ['{type: kedro_mlflow.io.metrics.MlflowMetricsDataSet, prefix: ""}', "mlflow-metrics-history", undefined],
])("takes %s as kedro-mlflow does", (entry, type, filepath) => {
  expect(describeEntry(entry)).toMatchObject({ type, filepath, problem: undefined });
});

it.each([
  [`{type: mlflow-artifact, ${json}, artifact_path: ../up}`, "artifact_path that leads to no place within a run"],
  [`{type: mlflow-artifact, ${json}, artifact_path: a/../../b}`, "artifact_path that leads to no place within a run"],
  [`{type: mlflow-artifact, ${json}, artifact_path: /etc}`, "artifact_path that leads to no place within a run"],
  ['{type: mlflow-artifact, dataset: {type: json, filepath: "data/.."}}', "leads to no place within a run: .."],
  ["{type: mlflow-artifact, dataset: {type: json, filepath: ../a.json}}", "outside the project"],
  ["{type: mlflow-artifact, dataset: json}", "a dataset that is in no file of the project"],
  ["{type: mlflow-artifact, dataset: {type: memory, filepath: a}}", "has a key that has no meaning here"],
  ["{type: mlflow-artifact, dataset: {type: json, filepath: 'https://h/a.json'}}", "is in no file of the project"],
  [`{type: mlflow-artifact, ${json}, local_copy: maybe}`, 'local_copy: "maybe"'],
  [`{type: mlflow-artifact, ${json}, run_id: 12}`, "has a run_id that is no text"],
  ["{type: mlflow-metric, key: 'a#b'}", "names no metric"],
  ["{type: mlflow-metric, save_args: {mode: replace}}", 'has the mode "replace"'],
  ["{type: mlflow-metric, load_args: {step: 0.5}}", "has a step that is no whole number: 0.5"],
  ["{type: mlflow-metric, prefix: a}", "has a key that has no meaning here: prefix"],
  ["{type: mlflow-metric-history, save_args: {mode: table}}", "Write one of list, dict, history"],
])("says of %s where it is wrong", (entry, problem) => {
  const described = describeEntry(entry);
  expect(described.problem?.message).toMatch(/^conf\/base\/catalog\.yml:1:\d+: dataset "it"/);
  expect(described.problem?.message).toContain(problem);
});

it.each(["MlflowModelTrackingDataset", "MlflowModelRegistryDataset", "MlflowModelLocalFileSystemDataset"])(
  "lists a %s with what to do instead",
  async (type) => {
    const { problem, ...described } = describeEntry(`{type: kedro_mlflow.io.models.${type}, flavor: mlflow.sklearn}`);
    expect(described.type).toBe(type);
    expect(problem).toMatchObject({ code: "catalog.model" });
    expect((await rejection(() => catalog.load("it"))).message).toContain("type: mlflow-artifact");
  },
);
