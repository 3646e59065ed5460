export { ChartCard, WideIcon, type ChartCardProps } from "./chartcard";
export { curveOf, rangeWithin, smooth, thin, type AxisKind, type Course, type Curve } from "./curve";
export { csvOf, svgOf } from "./exports";
export { HistoryReader, type FollowedCourse } from "./historyreader";
export { chartLines, type ChartedRun, type ChartLine, type DrawnLine } from "./lines";
export { plotData, type PlotData } from "./plotdata";
export { changeSettings, chartDefaultsIn, settingsOf, type ChartSettings } from "./settings";
export { metricKind } from "./widechart";
export { keysOf, wideNameOf } from "./widename";
