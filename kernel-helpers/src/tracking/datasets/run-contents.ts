import { JournalTail } from "../../journal";

/** What a run has by its journals, those of all its writers. */
export class RunContents {
  /** The highest step of each metric. */
  readonly lastSteps = new Map<string, number>();
  readonly artifacts = new Set<string>();
  private readonly tail: JournalTail;

  constructor(directoryOfRun: string) {
    this.tail = new JournalTail(directoryOfRun);
  }

  /** Takes in what was recorded since it was last asked. */
  update(): this {
    for (let read = this.tail.next(); read !== null; read = this.tail.next()) {
      for (const { record } of read.records) {
        if (record.type === "metric") {
          this.lastSteps.set(record.key, Math.max(record.step, this.lastSteps.get(record.key) ?? record.step));
        } else if (record.type === "artifact") {
          this.artifacts.add(record.path);
        }
      }
    }
    return this;
  }
}

const known = new Map<string, RunContents>();

/** What a run has by now; only what is new is read. */
export function contentsOf(directoryOfRun: string): RunContents {
  let contents = known.get(directoryOfRun);
  if (!contents) {
    contents = new RunContents(directoryOfRun);
    known.set(directoryOfRun, contents);
  }
  return contents.update();
}
