export { catalog, openCatalog, type Catalog, type DatasetDescription } from "./catalog";
export type { TableRow, TableValue } from "./csv-table";
export { describeData, type DataDescription } from "./describe-data";
export { flattenMetrics } from "./metrics";
