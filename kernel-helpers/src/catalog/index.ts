export { addedEntries, type CustomDataset } from "./added-datasets";
export type { CatalogEntry } from "./catalog-entry";
export {
  catalog,
  openCatalog,
  type Catalog,
  type CatalogOptions,
  type DatasetDescription,
  type DatasetEntry,
  type LoadOptions,
} from "./catalog";
export { createDataset } from "./create-dataset";
export type { Dataset as CatalogDataset, DatasetContext } from "./dataset";
export type { DatasetClassOptions } from "./module-type";
export type { Partitions } from "./partitioned-dataset";
export { registerDatasetTypesLater, type DatasetType } from "./dataset-type";
export { describeData, type DataDescription } from "./describe-data";
export { memoryOf } from "./memory-dataset";
export { flattenMetrics } from "./metrics";
