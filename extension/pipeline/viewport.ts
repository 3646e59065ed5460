import {
  useCallback,
  useEffect,
  useRef,
  useState,
  type MutableRefObject,
  type PointerEvent,
  type RefObject,
} from "react";

import { itemSize, type GraphLayout, type Point } from "./graphshape";

/** Where the graph lies under the window onto it: its origin's offset in pixels, and how large it is drawn. */
export interface Viewport {
  readonly x: number;
  readonly y: number;
  readonly scale: number;
}

export interface Size {
  readonly width: number;
  readonly height: number;
}

/** Pixels that stay free around a graph that is fitted. */
const edge = 8;

/** Twenty thousand nodes fit a window. */
const smallest = 0.01;
const largest = 2;

/** Drawn smaller than that, names cannot be read. */
export const readableScale = 0.45;

/** What is gone to from farther away than names can be read is shown as large. */
const nearScale = 0.75;

/** Zooms so that what lies below a point of the window stays there. */
export function zoomAt({ x, y, scale }: Viewport, point: Point, factor: number): Viewport {
  const next = Math.min(largest, Math.max(smallest, scale * factor));
  const ratio = next / scale;
  return { x: point.x - (point.x - x) * ratio, y: point.y - (point.y - y) * ratio, scale: next };
}

/** Shows all of a graph, but nothing larger than it is. */
export function fit({ width, height }: GraphLayout, size: Size): Viewport {
  const across = (size.width - 2 * edge) / (width || 1);
  const down = (size.height - 2 * edge) / (height || 1);
  const scale = Math.min(1, Math.max(smallest, Math.min(across, down)));
  return { x: (size.width - width * scale) / 2, y: Math.max(0, (size.height - height * scale) / 2), scale };
}

/** Brings an item into the window where it is not, and near enough to be read: into its middle. */
export function reveal(viewport: Viewport, place: Point, size: Size): Viewport {
  const { x, y } = viewport;
  const scale = viewport.scale < readableScale ? nearScale : viewport.scale;
  const left = place.x * scale + x;
  const top = place.y * scale + y;
  const margin = { x: (itemSize.width / 2) * scale, y: (itemSize.height / 2) * scale };
  const isInside =
    scale === viewport.scale &&
    left >= margin.x &&
    left <= size.width - margin.x &&
    top >= margin.y &&
    top <= size.height - margin.y;
  return isInside ? viewport : { scale, x: size.width / 2 - place.x * scale, y: size.height / 2 - place.y * scale };
}

/** Whether an item shows in the window, or nearly. */
export function isBoxInView({ x, y, scale }: Viewport, place: Point, size: Size): boolean {
  const left = place.x * scale + x;
  const top = place.y * scale + y;
  const margin = itemSize.width * scale;
  return left > -margin && left < size.width + margin && top > -margin && top < size.height + margin;
}

/** Whether a line may show in the window: one that goes through it may have both ends outside. */
export function isLineInView({ x, y, scale }: Viewport, line: readonly Point[], size: Size): boolean {
  const across = line.map((point) => point.x * scale + x);
  const down = line.map((point) => point.y * scale + y);
  return (
    Math.max(...across) >= 0 &&
    Math.min(...across) <= size.width &&
    Math.max(...down) >= 0 &&
    Math.min(...down) <= size.height
  );
}

interface ViewportControl {
  readonly viewport: Viewport;
  readonly size: Size;
  readonly change: (next: (viewport: Viewport, size: Size) => Viewport) => void;
  /** Handlers by which the pointer moves the graph. */
  readonly drag: {
    readonly onPointerDown: (event: PointerEvent) => void;
    readonly onPointerMove: (event: PointerEvent) => void;
    readonly onPointerUp: (event: PointerEvent) => void;
  };
  /** Whether a person has moved or zoomed it: then it is not fitted by itself any more. */
  readonly isTouched: MutableRefObject<boolean>;
  /** Whether the pointer has moved the graph since it was pressed: then it did not mean what lies below it. */
  readonly isDragged: MutableRefObject<boolean>;
}

/** Lets the wheel and the pointer pan and zoom. */
export function useViewport(frame: RefObject<HTMLDivElement>): ViewportControl {
  const [viewport, setViewport] = useState<Viewport>({ x: 0, y: 0, scale: 1 });
  const [size, setSize] = useState<Size>({ width: 800, height: 600 });
  const sizeNow = useRef(size);
  const isTouched = useRef(false);
  const isDragged = useRef(false);
  const grabbed = useRef<Point | null>(null);

  const change = useCallback((next: (viewport: Viewport, size: Size) => Viewport) => {
    setViewport((before) => next(before, sizeNow.current));
  }, []);

  useEffect(() => {
    const element = frame.current;
    if (element === null) {
      return undefined;
    }
    // React listens passively, and the page would scroll or zoom as well.
    const onWheel = (event: WheelEvent): void => {
      event.preventDefault();
      isTouched.current = true;
      const box = element.getBoundingClientRect();
      const point = { x: event.clientX - box.left, y: event.clientY - box.top };
      change((before) =>
        event.ctrlKey || event.metaKey
          ? zoomAt(before, point, Math.exp(-event.deltaY / 200))
          : { ...before, x: before.x - event.deltaX, y: before.y - event.deltaY },
      );
    };
    element.addEventListener("wheel", onWheel, { passive: false });
    const observer =
      typeof ResizeObserver === "undefined"
        ? null
        : new ResizeObserver(() => {
            sizeNow.current = { width: element.clientWidth, height: element.clientHeight };
            setSize(sizeNow.current);
          });
    observer?.observe(element);
    return () => {
      element.removeEventListener("wheel", onWheel);
      observer?.disconnect();
    };
  }, [frame, change]);

  const drag = {
    onPointerDown: (event: PointerEvent): void => {
      if (event.button === 0 && event.target === event.currentTarget) {
        grabbed.current = { x: event.clientX, y: event.clientY };
        isDragged.current = false;
        event.currentTarget.setPointerCapture(event.pointerId);
      }
    },
    onPointerMove: (event: PointerEvent): void => {
      const from = grabbed.current;
      if (from !== null) {
        const to = { x: event.clientX, y: event.clientY };
        grabbed.current = to;
        isTouched.current = true;
        isDragged.current = true;
        change((before) => ({ ...before, x: before.x + to.x - from.x, y: before.y + to.y - from.y }));
      }
    },
    onPointerUp: (): void => {
      grabbed.current = null;
    },
  };
  return { viewport, size, change, drag, isTouched, isDragged };
}
