export { axisOf } from "./axis";
export { columnsAtFirst, comparedFields, orderOf, sortRuns } from "./fields";
export { CompareTab } from "./comparetab";
export { WideComparison, wideCompareKind } from "./widecomparison";
