export { MetricsTab } from "./metricstab";
export { layOut } from "./sparkline";
