import type { MetricRecord } from "../journal";
import type { MetricView } from "../messages";

const mostPoints = 200;

type Point = readonly [number, number];

/** A metric as it grows: its last point, and its course thinned evenly to what a sparkline can show. */
export class MetricPoints {
  private last: MetricRecord;
  private count = 0;
  private finiteCount = 0;
  private kept: Point[] = [];
  /** Every how many points one is kept. */
  private stride = 1;
  private newest: Point | undefined;

  constructor(first: MetricRecord) {
    this.last = first;
    this.add(first);
  }

  add(record: MetricRecord): void {
    this.last = record;
    this.count += 1;
    if (typeof record.value === "number") {
      this.keep([record.step, record.value]);
    }
  }

  get view(): MetricView {
    const isNewestKept = this.newest === undefined || this.newest === this.kept.at(-1);
    const points = isNewestKept ? [...this.kept] : [...this.kept, this.newest as Point];
    return { last: this.last.value, step: this.last.step, count: this.count, points };
  }

  private keep(point: Point): void {
    this.newest = point;
    if (this.finiteCount++ % this.stride === 0) {
      this.kept.push(point);
      // One place stays free for the newest point.
      if (this.kept.length === mostPoints) {
        this.kept = this.kept.filter((_, index) => index % 2 === 0);
        this.stride *= 2;
      }
    }
  }
}
