/** What a chart's horizontal axis can be. */
export const axisKinds = ["step", "relative", "wall"] as const;
export type AxisKind = (typeof axisKinds)[number];

/** The course of a metric as it was told by the gateway. */
export interface Course {
  readonly steps: readonly number[];
  /** `null` is a gap. */
  readonly values: readonly (number | null)[];
  /** Milliseconds since the epoch. */
  readonly times: readonly number[];
}

/** Points in the order of x. */
export interface Curve {
  readonly x: readonly number[];
  readonly y: readonly (number | null)[];
}

/** Lays a course along an axis: steps, seconds since a moment, or seconds since the epoch. */
export function curveOf({ steps, values, times }: Course, axis: AxisKind, startTime: number): Curve {
  const x =
    axis === "step"
      ? steps
      : times.map((time) => (axis === "wall" ? time / 1000 : Math.max(0, time - startTime) / 1000));
  const sorted = x.every((value, index) => index === 0 || value >= (x[index - 1] as number));
  if (sorted) {
    return { x, y: values };
  }
  const order = x.map((_, index) => index).sort((one, other) => (x[one] as number) - (x[other] as number));
  return { x: order.map((index) => x[index] as number), y: order.map((index) => values[index] as number | null) };
}

/**
 * Smooths by an exponential moving average from which the bias towards its start is taken, as TensorBoard does.
 *
 * @param weight - how much of the average stays from one point to the next: 0 changes nothing, less than 1.
 */
export function smooth(values: readonly (number | null)[], weight: number): (number | null)[] {
  const finite = values.filter((value) => value !== null);
  if (weight <= 0 || finite.every((value) => value === finite[0])) {
    return [...values];
  }
  let average = 0;
  let seen = 0;
  return values.map((value) => {
    if (value === null) {
      return null;
    }
    average = average * weight + (1 - weight) * value;
    seen += 1;
    return average / (1 - weight ** seen);
  });
}

/** The range that is left when a share of the lowest and of the highest values is left out; `null` of no values. */
export function rangeWithin(values: Iterable<number | null | undefined>, share: number): [number, number] | null {
  const sorted: number[] = [];
  for (const value of values) {
    if (value !== null && value !== undefined) {
      sorted.push(value);
    }
  }
  sorted.sort((one, other) => one - other);
  const at = (part: number) => sorted[Math.round(part * (sorted.length - 1))];
  const [low, high] = [at(share), at(1 - share)];
  return low === undefined || high === undefined ? null : [low, high];
}

/** Thins a curve to what so many columns of pixels can show, by the lowest and highest value in each. */
export function thin({ x, y }: Curve, columns: number): Curve {
  const [first, last] = [x[0] ?? 0, x.at(-1) ?? 0];
  const width = last - first;
  if (x.length <= columns * 4 || width <= 0) {
    return { x, y };
  }
  const lowest = new Map<number, number>();
  const highest = new Map<number, number>();
  const gaps = new Set<number>();
  y.forEach((value, index) => {
    const column = Math.floor((((x[index] as number) - first) / width) * columns);
    if (value === null) {
      // A gap begins: one point is enough to break the line.
      if (y[index - 1] !== null) {
        gaps.add(index);
      }
      return;
    }
    const low = lowest.get(column);
    const high = highest.get(column);
    if (low === undefined || value < (y[low] as number)) {
      lowest.set(column, index);
    }
    if (high === undefined || value > (y[high] as number)) {
      highest.set(column, index);
    }
  });
  const kept = [...new Set([...lowest.values(), ...highest.values(), ...gaps, y.length - 1])].sort((a, b) => a - b);
  return { x: kept.map((index) => x[index] as number), y: kept.map((index) => y[index] as number | null) };
}
