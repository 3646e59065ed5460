import { JournalTail, metricPointsOf, type MetricRecord } from "../../journal";

/** The step and time of a point, the latter in milliseconds since the epoch. */
interface PointPlace {
  readonly step: number;
  readonly time: number;
}

/** What a run has by its journals, those of all its writers. */
export class RunContents {
  /** The point of each metric that MLflow takes for the last one: that of the highest step, and of these the newest. */
  readonly lastPoints = new Map<string, PointPlace>();
  readonly artifacts = new Set<string>();
  private readonly tail: JournalTail;

  constructor(directoryOfRun: string) {
    this.tail = new JournalTail(directoryOfRun);
  }

  /** Takes in what was recorded since it was last asked. */
  update(): this {
    for (let read = this.tail.next(); read !== null; read = this.tail.next()) {
      for (const { record } of read.records) {
        metricPointsOf(record).forEach((point) => this.notePoint(point));
        if (record.type === "artifact") {
          this.artifacts.add(record.path);
        }
      }
    }
    return this;
  }

  private notePoint({ key, step, time }: MetricRecord): void {
    const last = this.lastPoints.get(key);
    if (!last || step > last.step || (step === last.step && time > last.time)) {
      this.lastPoints.set(key, { step, time });
    }
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
