import { useMemo, type JSX } from "react";

import { useViewContext } from "../common";
import { axisOf } from "./axis";
import { partsOf, runKey, valueIn } from "./fields";
import { inDrawingOrder, RunMark, share, shortened, tickText, type RunPlotProps } from "./runmark";

/** With more axes than these their names lie upon each other. */
const mostAxes = 8;
/** With more than these they do so in one line. */
const mostNamesInLine = 4;

/** Draws each run as a line over an axis for each column. */
export function ParallelPlot(props: RunPlotProps): JSX.Element | null {
  const { trans, locale } = useViewContext();
  const { comparison } = props;
  const columns = props.columns.slice(0, mostAxes);
  const axes = useMemo(
    () =>
      columns.map((column, index) => ({
        ...{ column, place: index / Math.max(1, columns.length - 1) },
        axis: axisOf(comparison.runs.map((run) => valueIn(run, column))),
      })),
    // the columns are a new list each time
    [columns.join("\n"), comparison.runs],
  );
  if (axes.length < 2) {
    return null;
  }
  const names = columns.map((column) => partsOf(column).name).join(", ");
  return (
    <figure className="trackside-RunPlot" data-plot="parallel">
      <figcaption>{trans.__("Parallel coordinates")}</figcaption>
      <svg role="img" aria-label={trans.__("%1 runs over %2", comparison.runs.length, names)}>
        <g className="trackside-RunPlot-axis">
          {axes.map(({ column, place }) => (
            <line key={column} x1={share(place)} x2={share(place)} y1="0%" y2="100%" />
          ))}
        </g>
        {inDrawingOrder(props).map((run) => (
          <RunMark key={runKey(run)} {...props} run={run} columns={columns}>
            {axes.slice(1).map((to, index) => {
              const from = axes[index] as (typeof axes)[number];
              const start = from.axis.placeOf(valueIn(run, from.column));
              const end = to.axis.placeOf(valueIn(run, to.column));
              return start === null || end === null ? null : (
                <line
                  key={to.column}
                  {...{ x1: share(from.place), y1: share(1 - start), x2: share(to.place), y2: share(1 - end) }}
                />
              );
            })}
          </RunMark>
        ))}
        {axes.map(({ column, place, axis }, index) => (
          <g key={column} className="trackside-RunPlot-axis">
            <text
              className="trackside-RunPlot-name"
              {...{ x: share(place), y: axes.length > mostNamesInLine && index % 2 === 1 ? -28 : -13 }}
              textAnchor="middle"
            >
              <title>{column}</title>
              {shortened(partsOf(column).name)}
            </text>
            {axis.ticks.map((tick) => (
              <text key={tick.place} x={share(place)} y={share(1 - tick.place)} dx="6" dy="4">
                {tickText(tick.value, locale)}
              </text>
            ))}
          </g>
        ))}
      </svg>
    </figure>
  );
}
