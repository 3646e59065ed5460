import type { ExportKind } from "./chartmenu";
import { csvOf, svgOf } from "./exports";
import type { DrawnLine } from "./lines";
import { chartColors } from "./palette";
import type { ChartSettings } from "./settings";

interface SaveOptions {
  readonly keys: readonly string[];
  readonly lines: readonly DrawnLine[];
  readonly settings: ChartSettings;
  readonly locale: string;
  /** Where the chart stands: its theme is the drawing's. */
  readonly element: Element;
  /** What is drawn at the moment. */
  readonly canvas: HTMLCanvasElement | undefined;
}

/** Gives a chart to the browser to save as a file. */
export function saveChart(kind: ExportKind, options: SaveOptions): void {
  const { keys, lines, settings, locale, element, canvas } = options;
  const name = `${fileNameOf(keys)}.${kind}`;
  const colors = chartColors(element);
  if (kind === "csv") {
    download(name, new Blob([csvOf(lines)], { type: "text/csv" }));
  } else if (kind === "svg") {
    download(name, new Blob([svgOf({ lines, settings, colors, locale })], { type: "image/svg+xml" }));
  } else {
    withBackground(canvas, colors.background)?.toBlob((blob) => {
      if (blob !== null) {
        download(name, blob);
      }
    });
  }
}

/** A metric's name may be anything; a file's may not. */
function fileNameOf(keys: readonly string[]): string {
  const name = keys.join("_").replace(/[^\p{L}\p{N}._-]+/gu, "-");
  return name.replace(/^[-.]+/, "").slice(0, 100) || "metric";
}

function withBackground(canvas: HTMLCanvasElement | undefined, color: string): HTMLCanvasElement | null {
  const copy = document.createElement("canvas");
  const context = copy.getContext("2d");
  if (canvas === undefined || context === null) {
    return null;
  }
  copy.width = canvas.width;
  copy.height = canvas.height;
  context.fillStyle = color;
  context.fillRect(0, 0, copy.width, copy.height);
  context.drawImage(canvas, 0, 0);
  return copy;
}

function download(name: string, blob: Blob): void {
  const link = document.createElement("a");
  link.href = URL.createObjectURL(blob);
  link.download = name;
  link.click();
  // The browser has taken it by the time that the next task runs.
  setTimeout(() => {
    URL.revokeObjectURL(link.href);
  });
}
