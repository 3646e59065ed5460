import type { DatasetView, MetricValue, NodeResult, NodeView } from "../messages";

const marks = { running: "…", ok: "✓", error: "✗" } as const;

/**
 * Says a run's nodes in aligned plain text, for consoles, exported notebooks and GitHub:
 *
 *     ✓ clean   18 ms  clean_calls 4,812 rows
 *     ✓ train  1.24 s  model LogisticRegression  accuracy 0.9312
 */
export function nodeResultText(result: NodeResult): string {
  const lines = result.nodes.map(nodeCells);
  const widths = [0, 1, 2].map((column) => widthOf(lines, column));
  return lines
    .map(([name = "", duration = "", outputs = "", metrics = ""]) =>
      [name.padEnd(widths[0] ?? 0), duration.padStart(widths[1] ?? 0), outputs.padEnd(widths[2] ?? 0), metrics]
        .join("  ")
        .trimEnd(),
    )
    .join("\n");
}

/** The last cell of a line, an error's text above all, does not widen its column for the others. */
function widthOf(lines: readonly (readonly string[])[], column: number): number {
  return lines.reduce((width, cells) => (cells.length > column + 1 ? Math.max(width, (cells[column] ?? "").length) : width), 0);
}

function nodeCells(node: NodeView): readonly string[] {
  const head = [`${marks[node.status]} ${node.name}`, node.durationMs === undefined ? "" : formatDuration(node.durationMs)];
  if (node.status === "error") {
    return [...head, firstLine(node.error ?? "failed")];
  }
  const metrics = Object.entries(node.metrics).map(([name, value]) => `${name} ${formatMetric(value)}`);
  return [...head, node.outputs.map(formatDataset).join(", "), metrics.join("  ")];
}

function formatDataset({ name, kind, rows }: DatasetView): string {
  return rows === undefined ? `${name} ${kind}` : `${name} ${rows.toLocaleString("en-US")} ${rows === 1 ? "row" : "rows"}`;
}

/** Three digits that matter, in the unit that fits. */
function formatDuration(milliseconds: number): string {
  if (milliseconds < 1000) {
    return `${milliseconds < 10 ? milliseconds.toFixed(1) : Math.round(milliseconds)} ms`;
  }
  const seconds = milliseconds / 1000;
  return seconds < 60 ? `${seconds.toFixed(seconds < 10 ? 2 : 1)} s` : `${Math.floor(seconds / 60)} min ${Math.round(seconds % 60)} s`;
}

function formatMetric(value: MetricValue): string {
  return typeof value === "number" ? String(Number(value.toPrecision(4))) : value;
}

function firstLine(text: string): string {
  return text.split("\n", 1)[0] ?? "";
}
