export { axisOf } from "./axis";
export { columnsAtFirst, comparedFields, orderOf, sortRuns } from "./fields";
export { CompareTab } from "./comparetab";
export { compareKind } from "./usecomparison";
export { WideComparison, wideCompareKind } from "./widecomparison";
