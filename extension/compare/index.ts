export { comparedFields, orderOf, sortRuns } from "./fields";
export { CompareTab } from "./comparetab";
export { compareKind } from "./usecomparison";
export { wideCompareKind } from "./widecomparison";
