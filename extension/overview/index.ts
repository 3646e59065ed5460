export { OverviewTab } from "./overviewtab";
