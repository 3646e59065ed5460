/** Lines of columns that stand below each other, two spaces between them; an empty last column leaves no spaces behind. */
export function inColumns(rows: readonly (readonly string[])[], indent = ""): string[] {
  const widths = rows.reduce<number[]>(
    (before, row) => row.map((text, index) => Math.max(before[index] ?? 0, text.length)),
    [],
  );
  return rows.map(
    (row) =>
      indent +
      row
        .map((text, index) => text.padEnd(widths[index] ?? 0))
        .join("  ")
        .trimEnd(),
  );
}
