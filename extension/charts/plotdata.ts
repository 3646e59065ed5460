import uPlot from "uplot";

import { formatNumber } from "../common";
import { curveOf, smooth, thin, type AxisKind } from "./curve";
import { startTimes, type DrawnLine } from "./lines";
import type { ChartSettings } from "./settings";

/** A column of {@link PlotData}: what a line logged, or that smoothed. */
export interface PlotSeries {
  readonly line: DrawnLine;
  /** Drawn faintly, behind the smoothed one. */
  readonly isFaint: boolean;
}

export interface PlotData {
  /** x first, and then a column for each of `series`; `null` is a gap, `undefined` is where other columns have a point. */
  readonly columns: uPlot.AlignedData;
  readonly series: readonly PlotSeries[];
}

/** A line is not made coarser than this, however many there are. */
const fewestColumns = 60;

/** Lays lines out for drawing, with no more points than `width` columns of pixels show. */
export function plotData(lines: readonly DrawnLine[], settings: ChartSettings, width: number): PlotData {
  const tables: uPlot.AlignedData[] = [];
  const series: PlotSeries[] = [];
  const starts = startTimes(lines);
  // Every point of a line is a row of all: many lines are each drawn a little coarser, so that a frame stays short.
  const columns = Math.max(fewestColumns, width / Math.sqrt(lines.length * (settings.smoothing > 0 ? 2 : 1)));
  // the run's own lines come first, and are drawn last, over the others
  for (const line of [...lines].reverse()) {
    const whole = curveOf(line.course, settings.axis, starts.get(line.runId) ?? 0);
    const { x, y } = thin(settings.isLog ? { x: whole.x, y: whole.y.map(positive) } : whole, columns);
    if (settings.smoothing > 0) {
      // smoothed before it is thinned, so that a chart's width does not change its course
      const even = thin({ x: whole.x, y: smooth(whole.y, settings.smoothing) }, columns);
      tables.push([[...x], [...y]], [[...even.x], settings.isLog ? even.y.map(positive) : [...even.y]]);
      series.push({ line, isFaint: true }, { line, isFaint: false });
    } else {
      tables.push([[...x], [...y]]);
      series.push({ line, isFaint: false });
    }
  }
  return { columns: tables.length === 0 ? [[]] : uPlot.join(tables.map(withoutRepeats)), series };
}

/** A logarithmic axis has no place for the others. */
function positive(value: number | null): number | null {
  return value !== null && value > 0 ? value : null;
}

/** Of points at the same x, uPlot's join knows the last only: they are spread by as little as a number can be. */
function withoutRepeats([x, y]: uPlot.AlignedData): uPlot.AlignedData {
  const spread = [...(x as number[])];
  for (let index = 1; index < spread.length; index++) {
    const before = spread[index - 1] as number;
    if ((spread[index] as number) <= before) {
      spread[index] = before + Math.max(Math.abs(before), 1) * 1e-9;
    }
  }
  return [spread, y as number[]];
}

/** What is said of a place on the axis. */
export function axisText(value: number, axis: AxisKind, locale: string): string {
  switch (axis) {
    case "step":
      return formatNumber(Math.round(value), locale);
    case "relative":
      return secondsText(value);
    case "wall":
      return new Date(value * 1000).toLocaleTimeString(locale, { hour12: false });
  }
}

function secondsText(seconds: number): string {
  const text = (value: number, unit: string) => `${Number(value.toFixed(value < 10 ? 2 : 1))} ${unit}`;
  if (seconds < 1) {
    return seconds === 0 ? "0" : text(seconds * 1000, "ms");
  }
  return seconds < 120 ? text(seconds, "s") : seconds < 7200 ? text(seconds / 60, "min") : text(seconds / 3600, "h");
}
