export { Delta } from "./delta";
export { directionOf, type Direction } from "./direction";
export { groupMetrics, parseFilter, type MetricGroup, type NameFilter } from "./arrangement";
export { lastOf } from "./lastof";
export { MetricsTab } from "./metricstab";
export { layOut } from "./sparkline";
