import type { ReactNode } from "react";
import type { ListedRun } from "trackside/lib/messages";

import { formatMetric } from "../common";
import { partsOf, runKey, valueIn } from "./fields";
import type { Comparison } from "./usecomparison";

/** What the charts of runs are given. */
export interface RunPlotProps {
  readonly comparison: Comparison;
  readonly columns: readonly string[];
  /** The colour of a run that is compared; the others stand behind, in one quiet colour. */
  readonly colorOf: (run: ListedRun) => string | null;
}

interface RunMarkProps extends RunPlotProps {
  readonly run: ListedRun;
  readonly children: ReactNode;
}

/** A run on a chart: it says what it is, and a press compares it. The table has the same for the keyboard. */
export function RunMark({ run, comparison, columns, colorOf, children }: RunMarkProps) {
  const color = colorOf(run);
  const said = columns.map((column) => `${partsOf(column).name} = ${valueIn(run, column) ?? "–"}`);
  return (
    <g
      className="trackside-RunMark"
      data-run-mark={runKey(run)}
      data-compared={color !== null}
      style={color === null ? undefined : { color }}
      onClick={() => {
        comparison.toggle(run);
      }}
    >
      <title>{[run.name, ...said].join("\n")}</title>
      {children}
    </g>
  );
}

/** The runs in the order in which they are drawn: those that are compared over the others. */
export function inDrawingOrder({ comparison, colorOf }: RunPlotProps): ListedRun[] {
  const isQuiet = (run: ListedRun) => colorOf(run) === null;
  return [...comparison.runs.filter(isQuiet), ...comparison.runs.filter((run) => !isQuiet(run)).reverse()];
}

/** What is said at a place of an axis. */
export function tickText(value: string | number, locale: string): string {
  return typeof value === "number" ? formatMetric(value, locale) : shortened(value);
}

/** What fits beside an axis. */
export function shortened(text: string, most = 16): string {
  return text.length > most ? `${text.slice(0, most - 1)}…` : text;
}

/** A place on an axis as the share of its length that SVG takes. */
export function share(place: number): string {
  return `${Number((place * 100).toFixed(3))}%`;
}
