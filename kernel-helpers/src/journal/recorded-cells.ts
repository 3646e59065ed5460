import type { ExecutedCell } from "../messages";
import { JournalTail } from "./reader";
import type { CellRecord } from "./records";

/** Puts together what a run's records say of its cells: one tells of a cell's start, another of its end. */
export class RecordedCells {
  private readonly cells: ExecutedCell[] = [];

  /** The cells in the order in which they were executed; one that was executed again stands there again. */
  get all(): readonly ExecutedCell[] {
    return this.cells;
  }

  /**
   * Takes a record.
   *
   * @returns where the cell stands, from 0.
   */
  add({ executionCount, cellId, source, status, error, durationMs, time }: CellRecord): number {
    const begun = this.cells.findLastIndex(
      (cell) => cell.status === "running" && cell.executionCount === executionCount && cell.cellId === cellId,
    );
    const before = this.cells[begun];
    const why = error === undefined ? {} : { error };
    if (status !== "running" && before) {
      this.cells[begun] = { ...before, status, ...why, durationMs };
      return begun;
    }
    // An end without a start: before cells had a source, a run that was opened within a cell was told of its end alone.
    const startTime = time - (durationMs ?? 0);
    return (
      this.cells.push({ executionCount, cellId, source: source ?? null, status, ...why, startTime, durationMs }) - 1
    );
  }

  /**
   * The run has ended, and with it what was at work in it.
   *
   * @returns where the cells stand that were.
   */
  end(): number[] {
    return this.cells.flatMap((cell, index) => {
      if (cell.status !== "running") {
        return [];
      }
      this.cells[index] = { ...cell, status: "stopped" };
      return [index];
    });
  }
}

/** The cells of a run, as far as its journals tell. */
export function readCells(directoryOfRun: string): RecordedCells {
  const cells = new RecordedCells();
  const tail = new JournalTail(directoryOfRun);
  for (let read = tail.next(); read !== null; read = tail.next()) {
    read.records.forEach(({ record }) => record.type === "cell" && cells.add(record));
  }
  return cells;
}
