import type { DatasetView, MetricValue, NodeResult, NodeView } from "../messages";

const lineLength = 100;

/** Nodes in a row that nothing is wrong with, and that are shown: nobody reads thousands. */
const longestTail = 100;

const marks = { running: "…", ok: "✓", error: "✗" } as const;

/**
 * Says a run's nodes in aligned plain text, for consoles, exported notebooks and GitHub:
 *
 *     ✓ clean   18 ms  clean_calls 4,812 rows
 *     ✓ train  1.24 s  model Forest            accuracy 0.9312
 */
export function nodeResultText({ nodes }: NodeResult): string {
  const shown = nodes.filter(({ status }, index) => status !== "ok" || index >= nodes.length - longestTail);
  const lines = shown.map(toLine);
  const widths = {
    name: widest(lines.map((line) => line.name)),
    duration: widest(lines.map((line) => line.duration)),
    // An error's text is long and ends its line: it need not widen the column of the others.
    detail: widest(lines.map((line) => (line.failed ? "" : line.detail))),
  };
  const left = nodes.length - shown.length;
  const before = left === 0 ? [] : [`${marks.ok} ${left} more ${left === 1 ? "node" : "nodes"}`];
  return [...before, ...lines.map((line) => lineText(line, widths))].join("\n");
}

interface Line {
  readonly name: string;
  readonly duration: string;
  /** What the node made, or why it failed. */
  readonly detail: string;
  readonly failed: boolean;
  readonly metrics: readonly string[];
}

function toLine(node: NodeView): Line {
  const failed = node.status === "error";
  return {
    name: `${marks[node.status]} ${node.name}`,
    duration: node.durationMs === undefined ? "" : formatDuration(node.durationMs),
    detail: failed ? firstLine(node.error ?? "failed") : node.outputs.map(formatDataset).join(", "),
    failed,
    metrics: Object.entries(node.metrics).map(([name, value]) => `${name} ${formatMetric(value)}`),
  };
}

function widest(texts: readonly string[]): number {
  return texts.reduce((width, text) => Math.max(width, text.length), 0);
}

type Widths = Readonly<Record<"name" | "duration" | "detail", number>>;

function lineText(line: Line, widths: Widths): string {
  const { name, duration, detail, metrics } = line;
  const padded = [name.padEnd(widths.name), duration.padStart(widths.duration), detail.padEnd(widths.detail)].join(
    "  ",
  );
  const whole = [padded, ...metrics].join("  ").trimEnd();
  return whole.length <= lineLength || metrics.length === 0 ? whole : [padded.trimEnd(), ...wrap(metrics)].join("\n");
}

/** Metrics too many for the node's line go below it. */
function wrap(metrics: readonly string[]): string[] {
  const lines: string[] = [];
  for (const metric of metrics) {
    const extended = `${lines.at(-1) ?? ""}  ${metric}`;
    if (lines.length > 0 && extended.length <= lineLength) {
      lines[lines.length - 1] = extended;
    } else {
      lines.push(`    ${metric}`);
    }
  }
  return lines;
}

function formatDataset({ name, kind, rows }: DatasetView): string {
  return rows === undefined
    ? `${name} ${kind}`
    : `${name} ${rows.toLocaleString("en-US")} ${rows === 1 ? "row" : "rows"}`;
}

/** In the unit that fits, with as many digits as one looks at. */
function formatDuration(milliseconds: number): string {
  if (milliseconds < 9.95) {
    return `${milliseconds.toFixed(1)} ms`;
  }
  if (milliseconds < 999.5) {
    return `${Math.round(milliseconds)} ms`;
  }
  const seconds = milliseconds / 1000;
  if (seconds < 59.95) {
    return `${seconds.toFixed(seconds < 9.995 ? 2 : 1)} s`;
  }
  return `${Math.floor(Math.round(seconds) / 60)} min ${Math.round(seconds) % 60} s`;
}

function formatMetric(value: MetricValue): string {
  return typeof value === "number" ? String(Number(value.toPrecision(4))) : value;
}

function firstLine(text: string): string {
  return text.split("\n", 1)[0] ?? "";
}
