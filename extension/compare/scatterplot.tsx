import { useMemo, type JSX } from "react";
import type { ListedRun } from "trackside/lib/messages";

import { useViewContext, type PanelLayout } from "../common";
import { axisOf } from "./axis";
import { partsOf, runKey, valueIn } from "./fields";
import { inDrawingOrder, RunMark, share, tickText, type RunPlotProps } from "./runmark";

/** Under this name the layout remembers the axes. */
const chartName = "compare:scatter";

interface ScatterPlotProps extends RunPlotProps {
  readonly layout: PanelLayout;
}

/** Draws each run as a point between two columns of choice. */
export function ScatterPlot(props: ScatterPlotProps): JSX.Element | null {
  const { comparison, columns, layout } = props;
  const { trans, locale } = useViewContext();
  const saved = layout.arrangement.charts[chartName] ?? {};
  const x = columns.find((column) => column === saved["x"]) ?? firstThatDiffers(comparison.runs, columns);
  const y = columns.find((column) => column === saved["y"]) ?? columns.at(-1);
  const axes = useMemo(
    () => [x, y].map((column) => axisOf(comparison.runs.map((run) => valueIn(run, column ?? "")))),
    [x, y, comparison.runs],
  );
  const [across, upright] = axes;
  if (x === undefined || y === undefined || columns.length < 2 || across === undefined || upright === undefined) {
    return null;
  }
  const choose = (part: Readonly<Record<"x" | "y", string>>): void => {
    void layout.update({ charts: { ...layout.arrangement.charts, [chartName]: part } });
  };
  return (
    <figure className="trackside-RunPlot" data-plot="scatter">
      <figcaption>
        {trans.__("Scatter")}
        <ColumnField
          label={trans.__("Vertical axis")}
          {...{ columns }}
          value={y}
          onColumn={(to) => choose({ x, y: to })}
        />
        <span aria-hidden="true">/</span>
        <ColumnField
          label={trans.__("Horizontal axis")}
          {...{ columns }}
          value={x}
          onColumn={(to) => choose({ x: to, y })}
        />
      </figcaption>
      <svg
        role="img"
        aria-label={trans.__("%1 of %2 runs over %3", partsOf(y).name, comparison.runs.length, partsOf(x).name)}
      >
        <g className="trackside-RunPlot-axis">
          {upright.ticks.map(({ place, value }) => (
            <g key={place}>
              <line x1="0%" x2="100%" y1={share(1 - place)} y2={share(1 - place)} />
              <text x="-12" y={share(1 - place)} dy="4" textAnchor="end">
                {tickText(value, locale)}
              </text>
            </g>
          ))}
          {across.ticks.map(({ place, value }) => (
            <g key={place}>
              <line x1={share(place)} x2={share(place)} y1="0%" y2="100%" />
              <text x={share(place)} y="100%" dy="22" textAnchor="middle">
                {tickText(value, locale)}
              </text>
            </g>
          ))}
        </g>
        {inDrawingOrder(props).map((run) => {
          const [left, height] = [across.placeOf(valueIn(run, x)), upright.placeOf(valueIn(run, y))];
          return left === null || height === null ? null : (
            <RunMark key={runKey(run)} {...props} run={run} columns={[y, x]}>
              <circle cx={share(left)} cy={share(1 - height)} r="5" />
            </RunMark>
          );
        })}
      </svg>
    </figure>
  );
}

/** Over what is the same for all, runs would stand above one another. */
function firstThatDiffers(runs: readonly ListedRun[], columns: readonly string[]): string | undefined {
  const valuesOf = (column: string) => runs.map((run) => valueIn(run, column)).filter((value) => value !== null);
  return columns.find((column) => new Set(valuesOf(column)).size > 1) ?? columns[0];
}

interface ColumnFieldProps {
  readonly label: string;
  readonly columns: readonly string[];
  readonly value: string;
  readonly onColumn: (column: string) => void;
}

function ColumnField({ label, columns, value, onColumn }: ColumnFieldProps): JSX.Element {
  return (
    <select
      className="trackside-Chart-axis"
      aria-label={label}
      value={value}
      onChange={({ target }) => {
        onColumn(target.value);
      }}
    >
      {columns.map((column) => (
        <option key={column} value={column}>
          {partsOf(column).name}
        </option>
      ))}
    </select>
  );
}
