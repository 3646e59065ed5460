import { memo, useEffect, useRef, type JSX, type MutableRefObject } from "react";

import { formatMetric, MiddleCut, useViewContext } from "../common";
import type { ChartLine, DrawnLine } from "./lines";
import { lineColor } from "./palette";
import type { CursorPlace } from "./plot";
import { axisText } from "./plotdata";
import type { AxisKind } from "./curve";

interface LegendProps {
  readonly lines: readonly ChartLine[];
  readonly drawn: readonly DrawnLine[];
  readonly hidden: readonly string[];
  readonly axis: AxisKind;
  /** Where it puts what is to be called when the crosshair moves: many times a second, so not by drawing it all again. */
  readonly showCursor: MutableRefObject<(place: CursorPlace | null) => void>;
  readonly onToggle: (id: string) => void;
}

/** Names the lines of a chart, with their values where the crosshair is, or else their last; each can be hidden. */
export const Legend = memo(function Legend(props: LegendProps): JSX.Element {
  const { lines, drawn, hidden, axis, showCursor, onToggle } = props;
  const { trans, locale } = useViewContext();
  const list = useRef<HTMLDivElement>(null);
  const lastById = new Map(drawn.map(({ id, course }) => [id, lastOf(course.values)]));
  const cursor = useRef<CursorPlace | null>(null);
  const write = (): void => {
    const place = cursor.current;
    const where = list.current?.querySelector<HTMLElement>("[data-legend-place]");
    if (where) {
      where.textContent = place === null ? "" : placeText(place.x, axis);
    }
    list.current?.querySelectorAll<HTMLElement>("[data-legend-value]").forEach((element) => {
      const id = element.dataset["legendValue"] ?? "";
      const value = (place === null ? lastById : place.values).get(id) ?? null;
      element.textContent = value === null ? "–" : formatMetric(value, locale);
    });
  };
  const placeText = (x: number, kind: AxisKind): string =>
    kind === "step" ? trans.__("step %1", axisText(x, kind, locale)) : axisText(x, kind, locale);
  useEffect(() => {
    showCursor.current = (place) => {
      cursor.current = place;
      write();
    };
    write();
  });
  return (
    <div ref={list} className="trackside-Chart-legend" role="group" aria-label={trans.__("Lines of the chart")}>
      {lines.map(({ id, label, color, dash, isCurrent }) => (
        <button
          key={id}
          type="button"
          className="trackside-Chart-line"
          aria-pressed={!hidden.includes(id)}
          data-line={id}
          title={hidden.includes(id) ? trans.__("Show %1", label) : trans.__("Hide %1", label)}
          onClick={() => {
            onToggle(id);
          }}
        >
          <svg viewBox="0 0 16 8" width="16" height="8" aria-hidden="true" style={{ color: lineColor(color) }}>
            <path
              d="M0 4H16"
              stroke="currentColor"
              strokeWidth={isCurrent ? 2.5 : 1.75}
              strokeDasharray={dash.join(" ")}
            />
          </svg>
          <span className="trackside-Chart-lineName">
            <MiddleCut text={label} />
          </span>
          <span className="trackside-Chart-lineValue" data-legend-value={id} />
        </button>
      ))}
      <span className="trackside-Chart-place" data-legend-place="" />
    </div>
  );
});

function lastOf(values: readonly (number | null)[]): number | null {
  return values.reduce<number | null>((last, value) => value ?? last, null);
}
