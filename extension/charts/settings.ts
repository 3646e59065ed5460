import type { PanelLayout } from "../common";
import { axisKinds, type AxisKind } from "./curve";

/** How a chart is set up. */
export interface ChartSettings {
  readonly axis: AxisKind;
  readonly isLog: boolean;
  /** Whether the vertical axis leaves out the lowest and the highest twentieth of the values. */
  readonly ignoresOutliers: boolean;
  /** From 0, which is not at all, to less than 1. */
  readonly smoothing: number;
  /** Ids of the lines that are hidden. */
  readonly hidden: readonly string[];
}

export const mostSmoothing = 0.99;

const atFirst: ChartSettings = { axis: "step", isLog: false, ignoresOutliers: false, smoothing: 0, hidden: [] };

/** Reads the settings of a chart; what an earlier version left there that is of no use is as at first. */
export function settingsOf(layout: PanelLayout, chart: string): ChartSettings {
  const { axis, isLog, ignoresOutliers, smoothing, hidden } = { ...layout.chartDefaults, ...savedOf(layout, chart) };
  return {
    axis: axisKinds.find((kind) => kind === axis) ?? atFirst.axis,
    isLog: isLog === true,
    ignoresOutliers: ignoresOutliers === true,
    smoothing: typeof smoothing === "number" && smoothing >= 0 && smoothing <= mostSmoothing ? smoothing : 0,
    hidden: Array.isArray(hidden) ? hidden.filter((id): id is string => typeof id === "string") : atFirst.hidden,
  };
}

/** Reads from JupyterLab's settings how charts are set up at first. */
export function chartDefaultsIn(read: (name: string) => unknown): Partial<Record<keyof ChartSettings, unknown>> {
  return { axis: read("chartAxis"), smoothing: read("chartSmoothing"), ignoresOutliers: read("chartTrimsOutliers") };
}

/** Remembers a change of a chart's settings: what nobody has changed there goes on being as charts are at first. */
export async function changeSettings(layout: PanelLayout, chart: string, part: Partial<ChartSettings>): Promise<void> {
  const changed = [chart, { ...savedOf(layout, chart), ...part }] as const;
  const others = Object.entries(layout.arrangement.charts).filter(([name]) => name !== chart);
  await layout.update({ charts: Object.fromEntries([...others, changed]) });
}

function savedOf({ arrangement: { charts } }: PanelLayout, chart: string): Readonly<Record<string, unknown>> {
  return (Object.hasOwn(charts, chart) ? charts[chart] : undefined) ?? {};
}
