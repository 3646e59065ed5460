import type { ExecutedCell } from "../messages";
import type { RunProjection } from "./run-projection";

/**
 * The cells that what an attempt logged comes from, in the order in which they were executed: its own, and those of the
 * attempts before it, upon which it builds without executing them again.
 *
 * A cell is told of to the attempt that is open as it starts. What was executed again after the attempt's last record, as
 * the cell that then opened the next attempt by another param, has nothing to do with what the attempt logged.
 *
 * @param attempts - all of the session, in their order. A run that is none of them has its own cells alone.
 */
export function cellsOfAttempt(attempts: readonly RunProjection[], shown: RunProjection): readonly ExecutedCell[] {
  const index = attempts.indexOf(shown);
  const next = attempts[index + 1];
  if (index < 0) {
    return shown.executedCells;
  }
  const executed = [
    // one that was at work as an attempt was opened is known of to both
    ...new Map(
      attempts.slice(0, index + 1).flatMap((each) => each.executedCells.map((cell) => [executionOf(cell), cell])),
    ).values(),
  ];
  if (next === undefined) {
    return executed;
  }
  const end = 1 + executed.findLastIndex((cell) => shown.hasLoggedIn(cell));
  const before = executed.slice(0, end);
  const cellIds = new Set(before.map(({ cellId }) => cellId));
  const ofNext = new Set(next.executedCells.map(executionOf));
  const after = executed.slice(end).filter((cell) => !cellIds.has(cell.cellId) && !ofNext.has(executionOf(cell)));
  return [...before, ...after];
}

/** Names one execution of a cell in a session, whose kernel counts them. */
function executionOf({ executionCount, cellId }: ExecutedCell): string {
  return `${executionCount} ${cellId}`;
}
