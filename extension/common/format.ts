import type { DatasetView, MetricValue } from "trackside/lib/messages";

const significantDigits = 5;

/** By locale and digits: to make one takes a hundred times as long as to use it, and rows are drawn ten times a second. */
const numberFormats = new Map<string, Intl.NumberFormat>();

/** Writes a number as the locale has it. */
export function formatNumber(value: number, locale: string, maximumSignificantDigits?: number): string {
  const key = `${locale} ${maximumSignificantDigits ?? ""}`;
  let format = numberFormats.get(key);
  if (format === undefined) {
    format = new Intl.NumberFormat(locale, maximumSignificantDigits === undefined ? {} : { maximumSignificantDigits });
    numberFormats.set(key, format);
  }
  return format.format(value);
}

/** Writes a metric so that a column of them reads well; the exact value belongs in a tooltip. */
export function formatMetric(value: MetricValue, locale: string): string {
  if (typeof value === "string") {
    return { NaN: "NaN", Infinity: "∞", "-Infinity": "−∞" }[value];
  }
  const size = Math.abs(value);
  if (Number.isInteger(value) && size < 1e12) {
    return formatNumber(value, locale);
  }
  if (size < 1e-4 || size >= 1e9) {
    const [digits, exponent] = value.toExponential(significantDigits - 2).split("e");
    return `${Number(digits)}e${Number(exponent)}`;
  }
  const wholeDigits = Math.floor(Math.log10(size)) + 1;
  return formatNumber(value, locale, Math.max(significantDigits, wholeDigits));
}

/** Writes a time span given in milliseconds with the precision that matters at its size. */
export function formatDuration(milliseconds: number): string {
  const span = Math.max(0, milliseconds);
  if (span < 1000) {
    return `${Math.round(span)} ms`;
  }
  if (span < 10_000) {
    return `${(Math.floor(span / 10) / 100).toFixed(2)} s`;
  }
  return formatSeconds(Math.floor(span / 1000));
}

/** Writes whole seconds: for a clock that ticks. */
export function formatSeconds(seconds: number): string {
  if (seconds < 60) {
    return `${seconds} s`;
  }
  const minutes = Math.floor(seconds / 60);
  if (minutes < 60) {
    return `${minutes} min ${twoDigits(seconds % 60)} s`;
  }
  const hours = Math.floor(minutes / 60);
  return hours < 24
    ? `${hours} h ${twoDigits(minutes % 60)} min`
    : `${Math.floor(hours / 24)} d ${twoDigits(hours % 24)} h`;
}

/** Writes a moment as hours and minutes, with the date in front when it is not today. */
export function formatMoment(epochMs: number, locale: string, now: number = Date.now()): string {
  const moment = new Date(epochMs);
  const time = moment.toLocaleTimeString(locale, { hour: "2-digit", minute: "2-digit", hour12: false });
  const sameDay = moment.toDateString() === new Date(now).toDateString();
  return sameDay ? time : `${moment.toLocaleDateString(locale, { month: "short", day: "numeric" })}, ${time}`;
}

/** Writes a number of bytes with the unit that fits it. */
export function formatBytes(bytes: number, locale: string): string {
  const units = ["B", "kB", "MB", "GB", "TB"];
  const power = Math.min(units.length - 1, Math.max(0, Math.floor(Math.log10(Math.max(1, bytes)) / 3)));
  const value = formatNumber(bytes / 1000 ** power, locale, 3);
  return `${value} ${units[power] ?? ""}`;
}

/** Says how much a dataset holds, or what it is where it has no rows. */
export function formatDataset(
  dataset: DatasetView,
  rowsText: (count: number, text: string) => string,
  locale: string,
): string {
  if (dataset.rows === undefined) {
    return dataset.kind;
  }
  const rows = rowsText(dataset.rows, formatNumber(dataset.rows, locale));
  return dataset.columns === undefined ? rows : `${rows} × ${formatNumber(dataset.columns, locale)}`;
}

function twoDigits(value: number): string {
  return String(value).padStart(2, "0");
}
