import { memo, type JSX } from "react";

import type { GraphEdge } from "./graphmodel";
import type { GraphLayout, Point } from "./graphshape";
import { isLineInView, readableScale, type Size, type Viewport } from "./viewport";

/** More labels than that would cover each other. */
const mostLabels = 80;

/** Pixels that a label takes. */
const labelSize = { width: 130, height: 14 };

interface GraphEdgesProps {
  readonly layout: GraphLayout;
  readonly edges: readonly GraphEdge[];
  readonly selected: string | null;
  readonly viewport: Viewport;
  readonly size: Size;
}

/** Draws the lines between items, with what goes along them. */
export function GraphEdges({ layout, edges, selected, viewport, size }: GraphEdgesProps): JSX.Element {
  const shown = edges.flatMap((edge, index) => {
    const line = layout.lines[index] ?? [];
    return isLineInView(viewport, line, size) ? [{ edge, line }] : [];
  });
  const isNear = ({ from, to }: GraphEdge): boolean => from === selected || to === selected;
  const labelled =
    viewport.scale < readableScale ? [] : shown.filter(({ edge }) => shown.length <= mostLabels || isNear(edge));
  const free = apart([...labelled].sort((one, other) => Number(isNear(other.edge)) - Number(isNear(one.edge))));
  return (
    <svg className="trackside-Graph-edges" width={layout.width} height={layout.height} aria-hidden="true">
      {shown.map(({ edge, line }) => (
        <Edge
          key={`${edge.from} ${edge.to}`}
          line={line}
          isNear={isNear(edge)}
          label={free.has(edge) ? labelOf(edge) : ""}
        />
      ))}
    </svg>
  );
}

/** The edges whose labels cover none of those before. */
function apart(
  edges: readonly { readonly edge: GraphEdge; readonly line: readonly Point[] }[],
): ReadonlySet<GraphEdge> {
  const taken: Point[] = [];
  const free = edges.filter(({ line }) => {
    const { x, y } = middleOf(line);
    const isFree = taken.every(
      (other) => Math.abs(other.x - x) >= labelSize.width || Math.abs(other.y - y) >= labelSize.height,
    );
    if (isFree) {
      taken.push({ x, y });
    }
    return isFree;
  });
  return new Set(free.map(({ edge }) => edge));
}

function middleOf(line: readonly Point[]): Point {
  return line[Math.floor(line.length / 2)] ?? { x: 0, y: 0 };
}

function labelOf({ datasets: [first = "", ...more] }: GraphEdge): string {
  const name = first.length > 24 ? `${first.slice(0, 23)}…` : first;
  return more.length === 0 ? name : `${name} +${more.length}`;
}

interface EdgeProps {
  readonly line: readonly Point[];
  readonly isNear: boolean;
  readonly label: string;
}

const Edge = memo(function Edge({ line, isNear, label }: EdgeProps): JSX.Element {
  const middle = middleOf(line);
  return (
    <g data-near={isNear}>
      <path d={curve(line)} />
      {label !== "" && (
        <text x={middle.x} y={middle.y + 3}>
          {label}
        </text>
      )}
    </g>
  );
});

/** Bends at the points in between instead of going through them. */
function curve(line: readonly Point[]): string {
  const [first, ...rest] = line;
  if (first === undefined) {
    return "";
  }
  const bends = rest.map((point, index) => {
    const next = rest[index + 1];
    return next === undefined
      ? `L${point.x},${point.y}`
      : `Q${point.x},${point.y} ${(point.x + next.x) / 2},${(point.y + next.y) / 2}`;
  });
  return `M${first.x},${first.y}${bends.join("")}`;
}
