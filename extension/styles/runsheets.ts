import artifacts from "../../style/artifacts.raw.css";
import cells from "../../style/cells.raw.css";
import charts from "../../style/charts.raw.css";
import compare from "../../style/compare.raw.css";
import compareWide from "../../style/comparewide.raw.css";
import differences from "../../style/differences.raw.css";
import disclosure from "../../style/disclosure.raw.css";
import forcedColors from "../../style/forcedcolors.raw.css";
import graph from "../../style/graph.raw.css";
import graphBox from "../../style/graphbox.raw.css";
import metrics from "../../style/metrics.raw.css";
import nodeResult from "../../style/noderesult.raw.css";
import overview from "../../style/overview.raw.css";
import panel from "../../style/panel.raw.css";
import pipeline from "../../style/pipeline.raw.css";
import sections from "../../style/sections.raw.css";
import statusItem from "../../style/statusitem.raw.css";
import table from "../../style/table.raw.css";
import uplot from "!uplot/dist/uPlot.min.css";

/** Of all that shows something of a run: the panel's views, cells and their outputs, the status bar. */
export const runSheets: readonly string[] = [
  ...[uplot, panel, statusItem, sections, disclosure, pipeline, graph, graphBox, overview, cells, artifacts, metrics],
  ...[charts, compare, differences, compareWide, nodeResult, table, forcedColors],
];
