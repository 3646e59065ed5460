import { registerDatasetTypesLater } from "../../catalog";

/** Makes the datasets that MLflow keeps known to catalogs, as a plugin of the user's own would. */
export function registerMlflowDatasets(): void {
  registerDatasetTypesLater(() => {
    // Most projects have none of them: what they need is loaded for the first.
    const { mlflowTypes } = require("./dataset-types") as typeof import("./dataset-types");
    return mlflowTypes;
  });
}
