import type { MetricSeries } from "../messages";

const firstCapacity = 64;

/** All points of a metric in the order of logging, 24 bytes each, so that a chart need not have the journals read again. */
export class MetricColumns {
  count = 0;
  private steps = new Float64Array(firstCapacity);
  private values = new Float64Array(firstCapacity);
  private times = new Float64Array(firstCapacity);

  add(step: number, value: number, time: number): void {
    if (this.count === this.steps.length) {
      this.steps = grown(this.steps);
      this.values = grown(this.values);
      this.times = grown(this.times);
    }
    this.steps[this.count] = step;
    this.values[this.count] = value;
    this.times[this.count] = time;
    this.count += 1;
  }

  /**
   * The points behind the first `after`, thinned to at most twice `buckets`. Each bucket of steps keeps its lowest and
   * its highest value, so that no peak is lost; the first and the last point are always there.
   */
  thinned(after: number, buckets: number): Omit<MetricSeries, "key"> {
    const from = Math.min(after, this.count);
    const kept =
      this.count - from <= 2 * buckets
        ? Array.from({ length: this.count - from }, (_, index) => from + index)
        : this.keptIndexes(from, buckets - 1);
    const timeOrigin = this.times[kept[0] ?? -1] ?? 0;
    return {
      count: this.count,
      after: from,
      steps: kept.map((index) => this.steps[index] as number),
      values: kept.map((index) => {
        const value = this.values[index] as number;
        return Number.isFinite(value) ? value : null;
      }),
      times: kept.map((index) => (this.times[index] as number) - timeOrigin),
      timeOrigin,
    };
  }

  private keptIndexes(from: number, buckets: number): number[] {
    const last = this.count - 1;
    if (buckets < 1) {
      return [from, last];
    }
    const { steps, values } = this;
    const [low, width] = this.stepRange(from);
    const scale = buckets / (width > 0 ? width : this.count - from);
    const lowest = new Int32Array(buckets).fill(-1);
    const highest = new Int32Array(buckets).fill(-1);
    for (let index = from; index <= last; index++) {
      // By steps; where all points are of one step, by the order of logging. The highest step is in the last bucket.
      const place = (width > 0 ? (steps[index] as number) - low : index - from) * scale;
      const bucket = place < buckets ? place | 0 : buckets - 1;
      const value = values[index] as number;
      if (isBetter(value, values[lowest[bucket] as number], -1)) {
        lowest[bucket] = index;
      }
      if (isBetter(value, values[highest[bucket] as number], 1)) {
        highest[bucket] = index;
      }
    }
    const kept = new Set([from, last, ...lowest, ...highest]);
    kept.delete(-1);
    return [...kept].sort((one, other) => one - other);
  }

  /** The lowest step from a point on, and how far it is to the highest. */
  private stepRange(from: number): [number, number] {
    const { count, steps } = this;
    let low = Infinity;
    let high = -Infinity;
    for (let index = from; index < count; index++) {
      const step = steps[index] as number;
      low = step < low ? step : low;
      high = step > high ? step : high;
    }
    return [low, high - low];
  }
}

/** What is not finite stands for a bucket only while nothing finite is there: a gap. */
function isBetter(value: number, present: number | undefined, sign: 1 | -1): boolean {
  return (
    present === undefined ||
    // not NaN and not infinite, without a call for each of millions of points
    (value - value === 0 && (present - present !== 0 || sign * value > sign * present))
  );
}

function grown(column: Float64Array): Float64Array<ArrayBuffer> {
  const larger = new Float64Array(column.length * 2);
  larger.set(column);
  return larger;
}
