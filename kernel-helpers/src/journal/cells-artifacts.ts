import type { ExecutedCell, ExecutedCells } from "../messages";

/** A text that is to be an artifact of a run. */
export interface TextArtifact {
  readonly path: string;
  readonly content: string;
}

/**
 * The record of a run's cells as artifacts: one for programs, and one for people, whose code can be run again from top to
 * bottom. There are none where no cell's source was recorded.
 */
export function cellsArtifacts(cells: readonly ExecutedCell[]): TextArtifact[] {
  if (cells.every(({ source }) => source === null)) {
    return [];
  }
  const record: ExecutedCells = { cells };
  return [
    { path: "trackside/cells.json", content: `${JSON.stringify(record, undefined, 2)}\n` },
    { path: "trackside/cells.md", content: ["# Cells as they were executed\n", ...cells.map(section)].join("\n") },
  ];
}

function section({ executionCount, source, status, startTime, durationMs }: ExecutedCell, index: number): string {
  const took = durationMs === null ? "" : `, ${Math.round(durationMs)} ms`;
  const fence = fenceAround(source ?? "");
  return [
    `## ${index + 1}. [${executionCount}] ${status}`,
    `${new Date(startTime).toISOString()}${took}`,
    source === null ? "The source was not recorded." : `${fence}ts\n${source}\n${fence}`,
    "",
  ].join("\n\n");
}

/** A code cell may itself hold a text in Markdown. */
function fenceAround(source: string): string {
  const longest = Math.max(2, ...Array.from(source.matchAll(/`{3,}/g), ([ticks]) => ticks.length));
  return "`".repeat(longest + 1);
}
