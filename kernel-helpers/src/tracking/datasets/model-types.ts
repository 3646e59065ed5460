import type { DatasetType } from "../../catalog";

const names = [
  ...["MlflowModelTrackingDataset", "MlflowModelRegistryDataset", "MlflowModelLocalFileSystemDataset"],
  // Of kedro-mlflow before 0.12.
  ...["MlflowModelLoggerDataset", "MlflowModelSaverDataset"],
];

/** kedro-mlflow's datasets of models: such an entry is listed, and says what to do when it is used. */
export const modelTypes: readonly DatasetType[] = names.map((name) => ({
  name,
  aliases: [`kedro_mlflow.io.models.${name}`],
  keys: "any",
  create(entry) {
    throw entry.error(["type"], `is one of MLflow's models, which catalogs do not hold yet: ${entry.type}`, {
      code: "catalog.model",
      hint: "Write the model into a file, for example by type: json or binary, within an entry of type: mlflow-artifact.",
    });
  },
}));
