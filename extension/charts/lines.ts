import type { Course } from "./curve";

/** A line of a chart: one metric of one attempt. */
export interface ChartLine {
  readonly id: string;
  readonly runId: string;
  readonly key: string;
  readonly label: string;
  /** Which of the theme's colours it has. */
  readonly color: number;
  /** How it is dashed, in pixels; lines that share a colour differ by it. */
  readonly dash: readonly number[];
  readonly isCurrent: boolean;
}

/** A line with what is known of its points. */
export interface DrawnLine extends ChartLine {
  readonly course: Course;
}

const dashes: readonly (readonly number[])[] = [[], [6, 3], [2, 2], [8, 3, 2, 3]];

/** A run whose metrics are drawn. */
export interface ChartedRun {
  /** What its histories are asked for by. */
  readonly runId: string;
  /** `null` for a run that is no attempt of the session's. */
  readonly attempt: number | null;
  readonly name: string;
}

interface LineOptions {
  readonly keys: readonly string[];
  readonly runId: string;
  readonly attempts: readonly ChartedRun[];
  /** Names an attempt. */
  readonly attemptLabel: (attempt: ChartedRun) => string;
}

/**
 * The lines of a chart, those of the run first. Attempts of one metric differ by colour; with several metrics, metrics
 * differ by colour and attempts by dashes.
 */
export function chartLines({ keys, runId, attempts, attemptLabel }: LineOptions): ChartLine[] {
  const others = attempts.filter((attempt) => attempt.runId !== runId).reverse();
  const current = attempts.find((attempt) => attempt.runId === runId);
  const runs = [{ runId, attempt: current }, ...others.map((attempt) => ({ runId: attempt.runId, attempt }))];
  const isOne = keys.length === 1;
  return runs.flatMap(({ runId: ofRun, attempt }, runIndex) =>
    keys.map((key, keyIndex) => {
      const name = attempt === undefined || others.length === 0 ? null : attemptLabel(attempt);
      const color = isOne ? runIndex : keyIndex;
      return {
        id: `${ofRun}/${key}`,
        ...{ runId: ofRun, key, color },
        label: isOne ? (name ?? key) : name === null ? key : `${key} · ${name}`,
        dash: dashes[(isOne ? Math.floor(color / 8) : runIndex) % dashes.length] ?? [],
        isCurrent: ofRun === runId,
      };
    }),
  );
}

/** When each run logged the first point of those that are drawn: from there relative time is counted. */
export function startTimes(lines: readonly DrawnLine[]): ReadonlyMap<string, number> {
  const starts = new Map<string, number>();
  for (const { runId, course } of lines) {
    const [first] = course.times;
    if (first !== undefined) {
      starts.set(runId, Math.min(first, starts.get(runId) ?? first));
    }
  }
  return starts;
}
