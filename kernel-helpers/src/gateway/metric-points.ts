import type { MetricRecord } from "../journal";
import type { MetricExtreme, MetricView } from "../messages";
import { MetricColumns } from "./metric-columns";

const mostPoints = 200;

type Point = readonly [number, number];

/** A metric as it grows: where it stands, its course thinned evenly to what a sparkline can show, and all its points. */
export class MetricPoints {
  readonly columns = new MetricColumns();
  private last: MetricRecord;
  private finiteCount = 0;
  private kept: Point[] = [];
  /** Every how many points one is kept. */
  private stride = 1;
  private newest: Point | undefined;
  private lowest: MetricExtreme | null = null;
  private highest: MetricExtreme | null = null;

  constructor(first: MetricRecord) {
    this.last = first;
    this.add(first);
  }

  add(record: MetricRecord): void {
    this.last = record;
    this.columns.add(record.step, Number(record.value), record.time);
    if (typeof record.value === "number") {
      this.keep([record.step, record.value]);
      this.compare(record.value, record.step);
    }
  }

  get view(): MetricView {
    const isNewestKept = this.newest === undefined || this.newest === this.kept.at(-1);
    const points = isNewestKept ? [...this.kept] : [...this.kept, this.newest as Point];
    const { last, lowest, highest } = this;
    return { last: last.value, step: last.step, count: this.columns.count, points, lowest, highest };
  }

  private compare(value: number, step: number): void {
    if (this.lowest === null || value < this.lowest.value) {
      this.lowest = { value, step };
    }
    if (this.highest === null || value > this.highest.value) {
      this.highest = { value, step };
    }
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
