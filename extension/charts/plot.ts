import uPlot from "uplot";

import { formatMetric, onThemeChange } from "../common";
import { rangeWithin } from "./curve";
import { chartColors } from "./palette";
import { axisText, type PlotData, type PlotSeries } from "./plotdata";
import type { ChartSettings } from "./settings";

/** Share of the values at each end that count as outliers. */
const outlierShare = 0.05;
/** Room above and below the values, as a share of their range. */
const room = 0.08;

/** Where the crosshair is: x, and the value of each line by its id; of a smoothed line it is the smoothed value. */
export interface CursorPlace {
  readonly x: number;
  readonly values: ReadonlyMap<string, number | null>;
}

export interface MetricPlotOptions {
  readonly host: HTMLElement;
  readonly data: PlotData;
  readonly settings: ChartSettings;
  readonly locale: string;
  /** Plots with the same key show their crosshairs together. */
  readonly syncKey: string;
  readonly width: number;
  readonly height: number;
  /** Called with `null` when the crosshair leaves the plot. */
  readonly onCursor: (place: CursorPlace | null) => void;
  readonly onZoom: (isZoomed: boolean) => void;
}

/** A drawn chart: it zooms by drag, pans by shift and drag, and keeps its scales while the pointer is on it. */
export class MetricPlot {
  constructor(options: MetricPlotOptions) {
    this._options = options;
    this._data = options.data;
    this._plot = new uPlot(this._plotOptions(), options.data.columns, options.host);
    this._endThemeWatch = onThemeChange(() => {
      this._plot.redraw(false);
    });
  }

  get canvas(): HTMLCanvasElement {
    return this._plot.ctx.canvas;
  }

  /** Draws newer data of the same series. */
  update(data: PlotData): void {
    this._data = data;
    this._plot.setData(data.columns, this._zoom === null && !this._isHeld);
  }

  setSize(width: number, height: number): void {
    this._plot.setSize({ width, height });
  }

  /** The range of x that is looked at, if a person chose one. */
  get zoom(): readonly [number, number] | null {
    return this._zoom;
  }

  /** Shows a range of x, or all. */
  set zoom(zoom: readonly [number, number] | null) {
    this._zoom = zoom;
    this._heldRange = null;
    this._options.onZoom(zoom !== null);
    if (zoom === null) {
      this._plot.setData(this._data.columns, true);
    } else {
      this._plot.setScale("x", { min: zoom[0], max: zoom[1] });
    }
  }

  /** Moves or widens what is looked at, by shares of its width: for the keyboard. */
  move(by: number, scale: number): void {
    const { min, max } = this._plot.scales["x"] ?? {};
    if (min !== undefined && max !== undefined) {
      const width = max - min;
      const middle = (min + max) / 2 + by * width;
      this.zoom = [middle - (width * scale) / 2, middle + (width * scale) / 2];
    }
  }

  dispose(): void {
    this._endThemeWatch();
    this._endPan?.();
    this._plot.destroy();
  }

  private _plotOptions(): uPlot.Options {
    const { width, height, settings, data, locale, host } = this._options;
    const axis = {
      stroke: () => chartColors(host).text,
      font: `11px ${getComputedStyle(host).fontFamily || "sans-serif"}`,
      grid: { stroke: () => chartColors(host).grid, width: 1 },
      ticks: { show: false },
      gap: 6,
    };
    return {
      ...{ width, height, padding: [8, 12, 0, 0] },
      legend: { show: false },
      cursor: this._cursor(),
      scales: {
        x: { time: settings.axis === "wall" },
        // eslint-disable-next-line @typescript-eslint/no-unsafe-enum-assignment -- uPlot's enum is in its types alone
        y: { distr: settings.isLog ? 3 : 1, range: (_, low, high) => this._rangeOfY(low, high) },
      },
      axes: [
        {
          ...{ ...axis, size: 26, space: 64 },
          ...(settings.axis === "wall"
            ? {}
            : { values: (_, places) => places.map((place) => axisText(place, settings.axis, locale)) }),
          ...(settings.axis === "step" ? { incrs: wholeIncrements } : {}),
        },
        {
          ...{ ...axis, space: 32 },
          values: (_, places) => places.map((place) => (place === null ? "" : formatMetric(place, locale))),
          size: (_, texts) => 14 + 6.4 * Math.max(3, ...(texts ?? []).map((text) => text.length)),
        },
      ],
      series: [{}, ...data.series.map((series) => this._series(series))],
      hooks: {
        setCursor: [(plot) => this._tellCursor(plot)],
        setSelect: [(plot) => this._zoomToSelection(plot)],
        ready: [(plot) => this._watchPointer(plot)],
      },
    };
  }

  private _series({ line, isFaint }: PlotSeries): uPlot.Series {
    const { host } = this._options;
    return {
      stroke: () => chartColors(host).line(line.color),
      alpha: isFaint ? 0.28 : line.isCurrent ? 1 : 0.75,
      width: line.isCurrent && !isFaint ? 1.75 : 1.25,
      dash: [...line.dash],
      points: { show: (plot, index) => (plot.data[index]?.length ?? 0) === 1 },
    };
  }

  private _cursor(): uPlot.Cursor {
    const { syncKey } = this._options;
    // A zoom is of one chart; only the crosshair goes over all.
    const isCrosshair = (type: string): boolean => type === "mousemove" || type === "mouseleave";
    return {
      y: false,
      drag: { x: true, y: false, setScale: false, dist: 5 },
      sync: { key: syncKey, scales: ["x", null], setSeries: false, filters: { pub: isCrosshair, sub: isCrosshair } },
      points: { size: 6 },
      bind: {
        mousedown: (plot, _, handle) => (event) => {
          if (!event.shiftKey) {
            return handle(event);
          }
          this._startPan(plot, event);
          return null;
        },
        dblclick: () => () => {
          this.zoom = null;
          return null;
        },
      },
    };
  }

  /** While the pointer is in the plot, what it points at stays where it is. */
  private _rangeOfY(low: number | null, high: number | null): [number, number] {
    if (this._isHeld && this._heldRange !== null) {
      return this._heldRange;
    }
    const { isLog, ignoresOutliers } = this._options.settings;
    const [min, max] = (ignoresOutliers ? this._rangeWithoutOutliers() : null) ?? [low ?? 0, high ?? 1];
    this._heldRange = isLog ? logRange(min, max) : linearRange(min, max);
    return this._heldRange;
  }

  private _rangeWithoutOutliers(): [number, number] | null {
    const [x, ...columns] = this._data.columns;
    const [from, to] = this._zoom ?? [-Infinity, Infinity];
    const seen = columns.flatMap((column, index) =>
      this._data.series[index]?.isFaint === true
        ? []
        : [...column].filter((_, place) => (x?.[place] ?? NaN) >= from && (x?.[place] ?? NaN) <= to),
    );
    return rangeWithin(seen, outlierShare);
  }

  private _tellCursor(plot: uPlot): void {
    const { left, idx, idxs } = plot.cursor;
    if (left === undefined || left < 0 || idx === null || idx === undefined) {
      this._options.onCursor(null);
      return;
    }
    const values = new Map<string, number | null>();
    this._data.series.forEach(({ line, isFaint }, index) => {
      if (!isFaint) {
        values.set(line.id, plot.data[index + 1]?.[idxs?.[index + 1] ?? idx] ?? null);
      }
    });
    this._options.onCursor({ x: plot.data[0][idx] ?? 0, values });
  }

  private _zoomToSelection(plot: uPlot): void {
    const { left, width } = plot.select;
    if (width > 0) {
      this.zoom = [plot.posToVal(left, "x"), plot.posToVal(left + width, "x")];
      plot.setSelect({ left: 0, top: 0, width: 0, height: 0 }, false);
    }
  }

  private _watchPointer({ over }: uPlot): void {
    over.addEventListener("mouseenter", () => {
      this._isHeld = true;
    });
    over.addEventListener("mouseleave", () => {
      this._isHeld = false;
      this._heldRange = null;
      this._plot.setData(this._data.columns, this._zoom === null);
    });
  }

  private _startPan(plot: uPlot, event: MouseEvent): void {
    const { min, max } = plot.scales["x"] ?? {};
    if (min === undefined || max === undefined) {
      return;
    }
    event.preventDefault();
    const perPixel = (max - min) / plot.over.clientWidth;
    const pan = (moved: MouseEvent): void => {
      const by = (event.clientX - moved.clientX) * perPixel;
      this.zoom = [min + by, max + by];
    };
    this._endPan = () => {
      document.removeEventListener("mousemove", pan);
      document.removeEventListener("mouseup", this._endPan as () => void);
      this._endPan = null;
    };
    document.addEventListener("mousemove", pan);
    document.addEventListener("mouseup", this._endPan);
  }

  private readonly _options: MetricPlotOptions;
  private readonly _plot: uPlot;
  private readonly _endThemeWatch: () => void;
  private _data: PlotData;
  private _zoom: readonly [number, number] | null = null;
  private _isHeld = false;
  private _heldRange: [number, number] | null = null;
  private _endPan: (() => void) | null = null;
}

/** Between two steps there is nothing. */
const wholeIncrements = Array.from({ length: 15 }, (_, power) => [1, 2, 5].map((digit) => digit * 10 ** power)).flat();

function linearRange(low: number, high: number): [number, number] {
  const margin = high > low ? (high - low) * room : Math.abs(high) * room || 1;
  return [low - margin, high + margin];
}

function logRange(low: number, high: number): [number, number] {
  return low > 0 && high > 0 ? [low / 1.15, high * 1.15] : [0.1, 1];
}
