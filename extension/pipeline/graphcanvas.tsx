import { memo, useEffect, useRef, type JSX, type KeyboardEvent } from "react";

import { useViewContext } from "../common";
import { GraphBox } from "./graphbox";
import type { GraphEdge, GraphItem } from "./graphmodel";
import { neighbour } from "./graphnavigation";
import type { GraphLayout, Point } from "./graphshape";
import type { LaidOut } from "./usegraphlayout";
import { fit, isInView, reveal, useViewport, zoomAt } from "./viewport";

/** Drawn smaller than that, names cannot be read. */
const readableScale = 0.45;

/** More labels than that would cover each other. */
const mostLabels = 80;

interface GraphCanvasProps {
  readonly items: readonly GraphItem[];
  readonly laidOut: LaidOut;
  readonly selected: string | null;
  /** Ids of what is sought; `null` while nothing is. */
  readonly found: ReadonlySet<string> | null;
  readonly onSelect: (id: string | null) => void;
  readonly onExpand: (namespace: string) => void;
}

/** Draws what of the graph is in view. The wheel and the pointer move it, ctrl and the wheel zoom, as do + and −. */
export function GraphCanvas(props: GraphCanvasProps): JSX.Element {
  const { items, laidOut, selected, found, onSelect, onExpand } = props;
  const { layout, edges } = laidOut;
  const { trans } = useViewContext();
  const frame = useRef<HTMLDivElement>(null);
  const { viewport, size, change, drag, isTouched } = useViewport(frame);

  useEffect(() => {
    if (!isTouched.current) {
      change((_, now) => fit(layout, now));
    }
  }, [layout, size, change, isTouched]);

  const place = selected === null ? undefined : layout.places[selected];
  useEffect(() => {
    if (place !== undefined) {
      change((before, now) => reveal(before, place, now));
    }
  }, [place, change]);

  const zoom = (factor: number): void => {
    isTouched.current = true;
    change((before, now) => zoomAt(before, { x: now.width / 2, y: now.height / 2 }, factor));
  };
  const fitAll = (): void => {
    isTouched.current = false;
    change((_, now) => fit(layout, now));
  };
  const onKeyDown = (event: KeyboardEvent): void => {
    const next = selected === null ? (items[0]?.id ?? null) : neighbour(selected, event.key, layout, edges);
    if (event.key.startsWith("Arrow")) {
      event.preventDefault();
      if (next !== null) {
        onSelect(next);
        focusItem(frame.current, next);
      }
    } else if (event.key === "+" || event.key === "-") {
      zoom(event.key === "+" ? 1.25 : 0.8);
    } else if (event.key === "0") {
      fitAll();
    } else if (event.key === "Escape") {
      onSelect(null);
    }
  };

  const tabStop = selected ?? items[0]?.id;
  const shown = items.filter(({ id }) => {
    const at = layout.places[id];
    return at !== undefined && (id === tabStop || isInView(viewport, at, size));
  });
  return (
    <div className="trackside-Graph-window">
      <div
        ref={frame}
        className="trackside-Graph-canvas"
        role="group"
        aria-label={trans.__("Graph of %1 nodes: arrow keys go along its edges", items.length)}
        data-readable={viewport.scale >= readableScale}
        onKeyDown={onKeyDown}
        {...drag}
      >
        <div
          className="trackside-Graph-plane"
          style={{ transform: `translate(${viewport.x}px, ${viewport.y}px) scale(${viewport.scale})` }}
        >
          <Edges
            layout={layout}
            edges={edges}
            selected={selected}
            visible={(line) => line.some((point) => isInView(viewport, point, size))}
            hasLabels={viewport.scale >= readableScale}
          />
          {shown.map((item) => (
            <GraphBox
              key={item.id}
              id={item.id}
              label={item.label}
              group={item.group}
              count={item.nodes.length}
              status={item.status}
              isStale={item.isStale}
              node={item.group === null ? (item.nodes[0] ?? null) : null}
              x={layout.places[item.id]?.x ?? 0}
              y={layout.places[item.id]?.y ?? 0}
              isSelected={item.id === selected}
              isTabStop={item.id === tabStop}
              isDim={found !== null && !found.has(item.id)}
              onSelect={onSelect}
              onExpand={onExpand}
            />
          ))}
        </div>
      </div>
      <div className="trackside-Graph-zoom" role="group" aria-label={trans.__("Zoom")}>
        <ZoomButton text="+" label={trans.__("Zoom in")} onClick={() => zoom(1.25)} />
        <ZoomButton text="−" label={trans.__("Zoom out")} onClick={() => zoom(0.8)} />
        <ZoomButton text={<FitMark />} label={trans.__("Fit the whole graph")} onClick={fitAll} />
      </div>
    </div>
  );
}

/** It may have to be drawn first. */
function focusItem(canvas: HTMLElement | null, id: string): void {
  requestAnimationFrame(() => {
    const boxes = canvas?.querySelectorAll<HTMLElement>("[data-item]") ?? [];
    [...boxes].find(({ dataset }) => dataset["item"] === id)?.focus({ preventScroll: true });
  });
}

interface EdgesProps {
  readonly layout: GraphLayout;
  readonly edges: readonly GraphEdge[];
  readonly selected: string | null;
  readonly visible: (line: readonly Point[]) => boolean;
  readonly hasLabels: boolean;
}

function Edges({ layout, edges, selected, visible, hasLabels }: EdgesProps): JSX.Element {
  const shown = edges.flatMap((edge, index) => {
    const line = layout.lines[index] ?? [];
    return visible(line) ? [{ edge, line }] : [];
  });
  const isNear = ({ from, to }: GraphEdge): boolean => from === selected || to === selected;
  return (
    <svg className="trackside-Graph-edges" width={layout.width} height={layout.height} aria-hidden="true">
      {shown.map(({ edge, line }) => (
        <Edge
          key={`${edge.from} ${edge.to}`}
          line={line}
          isNear={isNear(edge)}
          label={hasLabels && (isNear(edge) || shown.length <= mostLabels) ? labelOf(edge) : ""}
        />
      ))}
    </svg>
  );
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
  const middle = line[Math.floor(line.length / 2)] ?? { x: 0, y: 0 };
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

function FitMark(): JSX.Element {
  return (
    <svg
      viewBox="0 0 16 16"
      width="14"
      height="14"
      fill="none"
      stroke="currentColor"
      strokeWidth="1.5"
      aria-hidden="true"
    >
      <path d="M2 6V2h4M10 2h4v4M14 10v4h-4M6 14H2v-4" />
    </svg>
  );
}

interface ZoomButtonProps {
  readonly text: string | JSX.Element;
  readonly label: string;
  readonly onClick: () => void;
}

function ZoomButton({ text, label, onClick }: ZoomButtonProps): JSX.Element {
  return (
    <button type="button" className="trackside-IconButton" title={label} aria-label={label} onClick={onClick}>
      {text}
    </button>
  );
}
