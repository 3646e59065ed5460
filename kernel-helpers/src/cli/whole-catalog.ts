import { openCatalog, type Catalog } from "../catalog";
import { registerMlflowDatasets } from "../tracking";

/** Opens a project's catalog with the types of datasets that a run would know, those of tracking included. */
export function openWholeCatalog(root: string): Catalog {
  registerMlflowDatasets();
  return openCatalog(root);
}
