import { RecordedCells, type CellRecord } from "../journal";
import { reservedTagPrefixes, type CellView, type ExecutedCell, type LoggedKind, type LoggedNames } from "../messages";

/** Of each kind; how many there are is told beside. */
const mostNames = 12;

const longestTitle = 80;

/** What is recorded by itself, while a cell is at work or not. */
const ownPrefixes: Readonly<Partial<Record<LoggedKind, readonly string[]>>> = {
  tags: reservedTagPrefixes,
  metrics: ["system/"],
  artifacts: ["trackside/"],
};

/** Who wrote a record: the run's kernel, of whose records the order tells the cell; one of its workers; somebody else. */
export type RecordWriter = "kernel" | "worker" | "other";

/** The cells of one run, and what each of them logged. */
export class CellProjection {
  private readonly recorded = new RecordedCells();
  private readonly logged = new Map<number, Map<LoggedKind, Set<string>>>();
  /** Where the cell stands that is at work, as far as the journal has been read. */
  private atWork: number | undefined;
  private readonly changed = new Set<number>();

  apply(record: CellRecord): void {
    const index = this.recorded.add(record);
    this.atWork = record.status === "running" ? index : undefined;
    this.changed.add(index);
  }

  /** Notes something that was logged. */
  note(kind: LoggedKind, name: string, time: number, writer: RecordWriter): void {
    const index = writer === "kernel" ? this.atWork : writer === "worker" ? this.at(time) : undefined;
    if (index === undefined || ownPrefixes[kind]?.some((prefix) => name.startsWith(prefix))) {
      return;
    }
    const kinds = this.logged.get(index) ?? new Map<LoggedKind, Set<string>>();
    const names = kinds.get(kind) ?? new Set();
    if (!names.has(name)) {
      this.logged.set(index, kinds.set(kind, names.add(name)));
      this.changed.add(index);
    }
  }

  /** The run has ended. */
  end(): void {
    this.atWork = undefined;
    this.recorded.end().forEach((index) => this.changed.add(index));
  }

  /** Whether anything was logged as a cell was executed. */
  hasLoggedIn({ executionCount, cellId }: Pick<ExecutedCell, "executionCount" | "cellId">): boolean {
    return this.recorded.all.some(
      (cell, index) => cell.executionCount === executionCount && cell.cellId === cellId && this.logged.has(index),
    );
  }

  get executed(): readonly ExecutedCell[] {
    return this.recorded.all;
  }

  get views(): CellView[] {
    return this.recorded.all.map((cell, index) => this.viewOf(cell, index));
  }

  /** Those that have changed since the last call. */
  takeChanged(): CellView[] {
    const indices = [...this.changed].sort((left, right) => left - right);
    this.changed.clear();
    return indices.flatMap((index) => {
      const cell = this.recorded.all[index];
      return cell ? [this.viewOf(cell, index)] : [];
    });
  }

  private at(time: number): number | undefined {
    const index = this.recorded.all.findLastIndex(({ startTime }) => startTime <= time);
    const cell = this.recorded.all[index];
    return cell && time <= cell.startTime + (cell.durationMs ?? Infinity) ? index : undefined;
  }

  private viewOf({ source, ...cell }: ExecutedCell, index: number): CellView {
    const kinds = [...(this.logged.get(index) ?? [])].map(([kind, names]): [LoggedKind, LoggedNames] => [
      kind,
      { count: names.size, names: [...names].slice(0, mostNames) },
    ]);
    return { ...cell, order: index + 1, title: titleOf(source ?? ""), logged: Object.fromEntries(kinds) };
  }
}

function titleOf(source: string): string {
  const line = source.split("\n", 50).find((each) => each.trim() !== "") ?? "";
  return line.trim().slice(0, longestTitle);
}
