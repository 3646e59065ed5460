import {
  memo,
  useEffect,
  useLayoutEffect,
  useRef,
  useState,
  type JSX,
  type KeyboardEvent,
  type MutableRefObject,
  type RefObject,
} from "react";

import { useViewContext } from "../common";
import type { DrawnLine } from "./lines";
import { MetricPlot, type MetricPlotOptions } from "./plot";
import { plotData } from "./plotdata";
import type { ChartSettings } from "./settings";

export interface PlotViewProps {
  readonly lines: readonly DrawnLine[];
  readonly settings: ChartSettings;
  readonly syncKey: string;
  readonly label: string;
  readonly isVisible: boolean;
  /** Where the plot is put while there is one. */
  readonly plot: MutableRefObject<MetricPlot | null>;
  /** What is called when the crosshair moves. */
  readonly showCursor: RefObject<MetricPlotOptions["onCursor"]>;
  readonly onZoom: MetricPlotOptions["onZoom"];
}

/** The drawn part of a chart. The arrow keys move what is looked at, + and − zoom, 0 shows all. */
export const PlotView = memo(function PlotView(props: PlotViewProps): JSX.Element {
  const { lines, settings, syncKey, label, isVisible, plot, showCursor, onZoom } = props;
  const { locale } = useViewContext();
  const host = useRef<HTMLDivElement>(null);
  const size = useSize(host);
  const latest = useRef(lines);
  latest.current = lines;
  const { axis, isLog, ignoresOutliers, smoothing } = settings;
  // What makes another plot; anything else is new data of the present one.
  const structure = JSON.stringify([lines.map(({ id, color, dash }) => [id, color, dash]), axis, isLog, smoothing > 0]);
  const isSized = size !== null;

  useLayoutEffect(() => {
    const element = host.current;
    if (element === null || size === null) {
      return undefined;
    }
    const made = new MetricPlot({
      ...{ host: element, settings, locale, syncKey, width: size.width, height: size.height },
      data: plotData(latest.current, settings, size.width),
      onCursor: (place) => {
        showCursor.current?.(place);
      },
      onZoom,
    });
    plot.current = made;
    return () => {
      made.dispose();
      plot.current = null;
      onZoom(false);
    };
    // `structure` stands for the lines and settings, size and data follow below
  }, [structure, ignoresOutliers, locale, syncKey, isSized, onZoom]);

  useEffect(() => {
    if (!isVisible || size === null) {
      return undefined;
    }
    const frame = requestAnimationFrame(() => {
      plot.current?.update(plotData(lines, settings, size.width));
    });
    return () => {
      cancelAnimationFrame(frame);
    };
  }, [lines, settings, size, isVisible, plot]);

  useEffect(() => {
    if (size !== null) {
      plot.current?.setSize(size.width, size.height);
    }
  }, [size, plot]);

  return (
    <div
      ref={host}
      className="trackside-Chart-plot"
      role="img"
      aria-label={label}
      tabIndex={0}
      onKeyDown={(event) => {
        moveByKey(event, plot.current);
      }}
    />
  );
});

function moveByKey(event: KeyboardEvent, plot: MetricPlot | null): void {
  const moves: Readonly<Record<string, readonly [number, number]>> = {
    ArrowLeft: [-0.1, 1],
    ArrowRight: [0.1, 1],
    "+": [0, 0.7],
    "-": [0, 1 / 0.7],
  };
  const move = Object.hasOwn(moves, event.key) ? moves[event.key] : undefined;
  if (plot !== null && (move !== undefined || event.key === "0") && !event.ctrlKey && !event.metaKey) {
    event.preventDefault();
    event.stopPropagation();
    if (move === undefined) {
      plot.zoom = null;
    } else {
      plot.move(...move);
    }
  }
}

interface Size {
  readonly width: number;
  readonly height: number;
}

/** How large an element is; `null` until it is laid out. */
function useSize(element: { readonly current: HTMLElement | null }): Size | null {
  const [size, setSize] = useState<Size | null>(null);
  useEffect(() => {
    const observer = new ResizeObserver(([entry]) => {
      const { width = 0, height = 0 } = entry?.contentRect ?? {};
      if (width > 0 && height > 0) {
        setSize({ width: Math.floor(width), height: Math.floor(height) });
      }
    });
    if (element.current !== null) {
      observer.observe(element.current);
    }
    return () => {
      observer.disconnect();
    };
  }, [element]);
  return size;
}
