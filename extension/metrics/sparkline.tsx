import { memo, type JSX } from "react";

import { useViewContext, formatMetric } from "../common";

type Points = readonly (readonly [number, number])[];

const width = 100;
const height = 24;
/** Room for the width of the line at the top and the bottom. */
const margin = 2;

/** Draws the course of a metric; `null` while there is no course, only a point. */
export const Sparkline = memo(function Sparkline({
  points,
  name,
}: {
  points: Points;
  name: string;
}): JSX.Element | null {
  const { trans, locale } = useViewContext();
  const line = layOut(points);
  const [first, last] = [points[0], points.at(-1)];
  if (line.length < 2 || first === undefined || last === undefined) {
    return null;
  }
  const path = line.map(([x, y], index) => `${index === 0 ? "M" : "L"}${x.toFixed(2)} ${y.toFixed(2)}`).join("");
  const label = trans.__("%1 went from %2 to %3", name, formatMetric(first[1], locale), formatMetric(last[1], locale));
  const lastHeight = line.at(-1)?.[1] ?? 0;
  return (
    <span className="trackside-Sparkline" role="img" aria-label={label} data-points={points.length}>
      <svg viewBox={`0 0 ${width} ${height}`} preserveAspectRatio="none" aria-hidden="true">
        <path className="trackside-Sparkline-area" d={`${path}L${width} ${height}L0 ${height}Z`} />
        <path className="trackside-Sparkline-line" d={path} vectorEffect="non-scaling-stroke" />
      </svg>
      <span className="trackside-Sparkline-end" style={{ top: `${(lastHeight / height) * 100}%` }} />
    </span>
  );
});

/** Fits the points into the box: by step where steps go forward, by order of logging where they do not. */
export function layOut(points: Points): [number, number][] {
  const forward = points.every(([step], index) => index === 0 || step >= (points[index - 1]?.[0] ?? step));
  const first = points[0]?.[0] ?? 0;
  const span = (points.at(-1)?.[0] ?? 0) - first;
  const bySteps = forward && span > 0;
  const [low, high] = extent(points);
  const x = (step: number, index: number): number =>
    width * (bySteps ? (step - first) / span : index / Math.max(1, points.length - 1));
  const y = (value: number): number =>
    high === low
      ? height / 2
      : // Halves, because the distance between two numbers can be greater than the greatest number.
        height - margin - ((value / 2 - low / 2) / (high / 2 - low / 2)) * (height - 2 * margin);
  return points.map(([step, value], index) => [x(step, index), y(value)]);
}

function extent(points: Points): [number, number] {
  let low = Infinity;
  let high = -Infinity;
  for (const [, value] of points) {
    low = Math.min(low, value);
    high = Math.max(high, value);
  }
  return [low, high];
}
