import { formatMetric } from "../common";
import { curveOf, smooth, type Curve } from "./curve";
import { startTimes, type DrawnLine } from "./lines";
import type { ChartColors } from "./palette";
import { axisText } from "./plotdata";
import type { ChartSettings } from "./settings";

/** Writes all that is known of the lines, a row for each point: metric, run, step, time, value. */
export function csvOf(lines: readonly DrawnLine[]): string {
  const rows = lines.flatMap(({ key, runId, course: { steps, values, times } }) =>
    steps.map((step, index) =>
      [key, runId, step, new Date(times[index] ?? 0).toISOString(), values[index] ?? ""].map(csvField).join(","),
    ),
  );
  return ["metric,run_id,step,time,value", ...rows, ""].join("\n");
}

/** A text that a spreadsheet would take for a formula is told to be a text. */
function csvField(value: string | number): string {
  if (typeof value === "number") {
    return String(value);
  }
  const safe = /^[=+\-@\t\r]/.test(value) ? `'${value}` : value;
  return /[",\r\n]/.test(safe) ? `"${safe.replaceAll('"', '""')}"` : safe;
}

interface SvgOptions {
  readonly lines: readonly DrawnLine[];
  readonly settings: ChartSettings;
  readonly colors: ChartColors;
  readonly locale: string;
}

const size = { width: 800, height: 450 };
const frame = { left: 72, top: 20, right: 20, bottom: 36 };
const legendLine = 18;

/** Draws lines as an SVG of its own, from the data and not from what is on the screen. */
export function svgOf({ lines, settings, colors, locale }: SvgOptions): string {
  const starts = startTimes(lines);
  const curves = lines.map((line) => drawnCurve(line, settings, starts.get(line.runId) ?? 0));
  const placeX = scale(extent(curves.flatMap(({ x }) => [...x])), frame.left, size.width - frame.right, false);
  const values = extent(curves.flatMap(({ y }) => y.filter((value) => value !== null)));
  const placeY = scale(values, size.height - frame.bottom, frame.top, settings.isLog);
  const height = size.height + legendLine * lines.length;
  return [
    `<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 ${size.width} ${height}" width="${size.width}" height="${height}" font-family="sans-serif" font-size="12">`,
    `<rect width="100%" height="100%" fill="${escapeXml(colors.background)}"/>`,
    ...ticks(placeY, settings.isLog).map((value) => horizontal(placeY.at(value), formatMetric(value, locale), colors)),
    ...ticks(placeX, false).map((value) => below(placeX.at(value), axisText(value, settings.axis, locale), colors)),
    ...curves.map((curve, index) => pathOf(curve, placeX.at, placeY.at, lines[index] as DrawnLine, colors)),
    ...lines.map((line, index) => legendOf(line, size.height + legendLine * index, colors)),
    "</svg>",
    "",
  ].join("\n");
}

function drawnCurve({ course }: DrawnLine, { axis, smoothing, isLog }: ChartSettings, start: number): Curve {
  const { x, y } = curveOf(course, axis, start);
  return { x, y: smooth(y, smoothing).map((value) => (isLog && value !== null && value <= 0 ? null : value)) };
}

interface Scale {
  readonly low: number;
  readonly high: number;
  readonly at: (value: number) => number;
}

function scale([low, high]: readonly [number, number], from: number, to: number, isLog: boolean): Scale {
  const place = isLog ? Math.log : Number;
  const width = place(high) - place(low);
  const at = (value: number) =>
    width > 0 ? from + ((place(value) - place(low)) / width) * (to - from) : (from + to) / 2;
  return { low, high, at };
}

function extent(values: readonly number[]): [number, number] {
  const low = values.reduce((least, value) => Math.min(least, value), Infinity);
  const high = values.reduce((most, value) => Math.max(most, value), -Infinity);
  return low <= high ? [low, high] : [1, 1];
}

/** Round values that spread over a scale. */
function ticks({ low, high }: Scale, isLog: boolean): number[] {
  if (isLog) {
    const powers = Array.from({ length: Math.ceil(Math.log10(high / low)) + 1 }, (_, index) => index);
    return powers
      .map((power) => 10 ** (Math.floor(Math.log10(low)) + power))
      .filter((tick) => tick >= low && tick <= high);
  }
  const rough = (high - low) / 5;
  if (!(rough > 0) || !Number.isFinite(rough)) {
    return [low];
  }
  const power = 10 ** Math.floor(Math.log10(rough));
  const width = ([1, 2, 5, 10].find((digit) => digit * power >= rough) ?? 10) * power;
  const first = Math.ceil(low / width);
  const count = Math.max(0, Math.floor(high / width) - first + 1);
  return Array.from({ length: count }, (_, index) => Number(((first + index) * width).toPrecision(12)));
}

function horizontal(y: number, text: string, { grid, text: color }: ChartColors): string {
  return (
    `<path d="M${frame.left} ${y.toFixed(2)}H${size.width - frame.right}" stroke="${escapeXml(grid)}"/>` +
    `<text x="${frame.left - 8}" y="${(y + 4).toFixed(2)}" text-anchor="end" fill="${escapeXml(color)}">${escapeXml(text)}</text>`
  );
}

function below(x: number, text: string, { text: color }: ChartColors): string {
  const y = size.height - frame.bottom + 18;
  return `<text x="${x.toFixed(2)}" y="${y}" text-anchor="middle" fill="${escapeXml(color)}">${escapeXml(text)}</text>`;
}

function pathOf(
  { x, y }: Curve,
  placeX: (value: number) => number,
  placeY: (value: number) => number,
  line: DrawnLine,
  colors: ChartColors,
): string {
  let isBroken = true;
  const path = y.map((value, index) => {
    if (value === null) {
      isBroken = true;
      return "";
    }
    const command = isBroken ? "M" : "L";
    isBroken = false;
    return `${command}${placeX(x[index] as number).toFixed(2)} ${placeY(value).toFixed(2)}`;
  });
  return `<path d="${path.join("")}" fill="none" stroke="${escapeXml(colors.line(line.color))}" stroke-width="1.5" stroke-linejoin="round" stroke-dasharray="${line.dash.join(" ")}"/>`;
}

function legendOf({ label, color, dash }: DrawnLine, y: number, colors: ChartColors): string {
  return (
    `<path d="M${frame.left} ${y}h18" stroke="${escapeXml(colors.line(color))}" stroke-width="2" stroke-dasharray="${dash.join(" ")}"/>` +
    `<text x="${frame.left + 26}" y="${y + 4}" fill="${escapeXml(colors.text)}">${escapeXml(label)}</text>`
  );
}

/** What XML has no place for at all, such as control characters, is left out. */
function escapeXml(text: string): string {
  return text
    .replace(/[^\t\n\r\u0020-\uD7FF\uE000-\uFFFD\u{10000}-\u{10FFFF}]/gu, "")
    .replace(/[&<>"']/g, (character) => `&#${character.charCodeAt(0)};`);
}
