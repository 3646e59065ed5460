import { useEffect, useMemo, useRef, type JSX, type KeyboardEvent } from "react";

import { formatNumber, useViewContext } from "../common";
import { GraphBox } from "./graphbox";
import { GraphEdges } from "./graphedges";
import { GraphMap } from "./graphmap";
import type { GraphItem } from "./graphmodel";
import { neighbour } from "./graphnavigation";
import type { LaidOut } from "./usegraphlayout";
import { useMapPointer } from "./usemappointer";
import { fit, isBoxInView, readableScale, reveal, useViewport, zoomAt } from "./viewport";

/** More items in view than that are drawn as a map instead of as elements. */
const mostBoxes = 300;

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
  const { trans, locale } = useViewContext();
  const frame = useRef<HTMLDivElement>(null);
  const { viewport, size, change, drag, isTouched, isDragged } = useViewport(frame);

  useEffect(() => {
    if (!isTouched.current) {
      change((_, now) => fit(layout, now));
    }
  }, [layout, size, change, isTouched]);

  const place = selected === null ? undefined : layout.places[selected];
  useEffect(() => {
    if (place !== undefined) {
      change((before, now) => {
        const next = reveal(before, place, now);
        isTouched.current ||= next !== before;
        return next;
      });
    }
    // `size`: beside it the details open
  }, [place, size, change, isTouched]);

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
  const inView = items.filter(({ id }) => {
    const at = layout.places[id];
    return at !== undefined && (id === tabStop || isBoxInView(viewport, at, size));
  });
  const isMap = inView.length > mostBoxes;
  const content = useMemo(
    () => ({ items, layout, viewport, size, selected, found }),
    [items, layout, viewport, size, selected, found],
  );
  const pointer = useMapPointer({
    ...{ frame, isDragged, onSelect, onExpand },
    map: isMap ? content : null,
    onMove: drag.onPointerMove,
  });
  return (
    <div className="trackside-Graph-window">
      <div
        ref={frame}
        className="trackside-Graph-canvas"
        role="group"
        aria-label={trans.__("Graph of %1 nodes: arrow keys go along its edges", formatNumber(items.length, locale))}
        data-readable={viewport.scale >= readableScale}
        onKeyDown={onKeyDown}
        {...drag}
        {...pointer}
      >
        {isMap && <GraphMap content={content} />}
        <div
          className="trackside-Graph-plane"
          style={{ transform: `translate(${viewport.x}px, ${viewport.y}px) scale(${viewport.scale})` }}
        >
          {!isMap && <GraphEdges {...{ layout, edges, selected, viewport, size }} />}
          {(isMap ? inView.filter(({ id }) => id === tabStop) : inView).map((item) => (
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
