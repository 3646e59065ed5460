/** @typedef {import("./figure.mjs").Figure} Figure */

export const columns = ["figure", "value", "peer", "ratio", "goal", "met"];

/**
 * One line of `--json`.
 * @param {Figure} figure
 */
export function figureLine({ name, value, unit, peer, ratio, goal, met }) {
  return JSON.stringify({ name, value, unit, peer, ratio, goal, met });
}

/**
 * What the table shows of a figure, in the order of the columns.
 * @param {Figure} figure
 */
export function figureCells({ name, value, unit, peer, ratio, goal, met }) {
  return [
    name,
    `${readable(value)} ${unit}`,
    peer === null ? "" : `${peer.name}: ${readable(peer.value)} ${unit}`,
    ratio === null ? "" : `x${readable(ratio)}`,
    goal ?? "",
    met === null ? "" : met ? "yes" : "no",
  ];
}

/**
 * Sets figures as a table for a terminal.
 * @param {readonly Figure[]} figures
 */
export function figureTable(figures) {
  const rows = [columns, ...figures.map(figureCells)];
  const widths = columns.map((_, column) => Math.max(...rows.map((row) => row[column].length)));
  return rows
    .map((row) =>
      row
        .map((cell, column) => cell.padEnd(widths[column]))
        .join("  ")
        .trimEnd(),
    )
    .join("\n");
}

/** @param {number} value */
export function readable(value) {
  return value.toLocaleString("en-US", { maximumSignificantDigits: 4 });
}
