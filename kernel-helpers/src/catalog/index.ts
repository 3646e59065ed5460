export { addedEntries, type CustomDataset } from "./added-datasets";
export {
  catalog,
  openCatalog,
  type Catalog,
  type CatalogOptions,
  type DatasetDescription,
  type DatasetEntry,
  type LoadOptions,
} from "./catalog";
export type { TableRow, TableValue } from "./csv-table";
export { describeData, type DataDescription } from "./describe-data";
export { memoryOf } from "./memory-dataset";
export { flattenMetrics } from "./metrics";
