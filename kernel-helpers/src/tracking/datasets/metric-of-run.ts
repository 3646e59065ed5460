import type { CatalogDataset } from "../../catalog";
import { suggestName, TracksideError } from "../../errors";
import type { MetricHistoryPoint } from "../../mlflow-client";
import { isTrackingDisabled } from "../pipeline-scope";
import type { MetricOptions } from "../metric-options";
import { readRun, type ReadableRun } from "./read-run";
import { contentsOf } from "./run-contents";
import { runToSaveInto } from "./run-entry";
import { runToRead, type Wanted } from "./run-to-read";

/** A point of a metric on its way into a run. */
export type Point = readonly [key: string, value: unknown, options?: MetricOptions];

/** Data that a run has as metrics: saved by recording them, loaded from MLflow. */
export abstract class MetricOfRun implements CatalogDataset {
  abstract readonly type: string;
  readonly file = undefined;

  /** @param wanted - which metrics of which run. */
  constructor(protected readonly wanted: Wanted) {}

  abstract load(): Promise<unknown>;

  /** Nothing is recorded of a pipeline that `mlflow.yml` excepts. */
  async save(data: unknown): Promise<void> {
    if (!isTrackingDisabled()) {
      const run = runToSaveInto(this.wanted.dataset, this.wanted.runId);
      run.points(this.pointsOf(data, run.directory));
    }
  }

  async exists(): Promise<boolean> {
    const found = runToRead(this.wanted);
    if (found?.kind === "foreign") {
      return readRun(this.wanted, (run) => this.isInMlflow(run));
    }
    return found !== undefined && this.wanted.isIn(contentsOf(found.directory));
  }

  release(): void {
    // Nothing is held: every load asks MLflow.
  }

  /** Gives data the form in which it is recorded. */
  protected abstract pointsOf(data: unknown, directoryOfRun: string): readonly Point[];

  protected abstract isInMlflow(run: ReadableRun): Promise<boolean>;

  protected wrongData(problem: string, hint: string): TracksideError {
    return new TracksideError(`dataset "${this.wanted.dataset}": ${problem}`, { code: "catalog.wrong-data", hint });
  }
}

/** Names of the metrics that a run has in MLflow. */
export async function metricNames({ client, runId }: ReadableRun): Promise<string[]> {
  const { data } = await client.runs.get(runId);
  return (data.metrics ?? []).map(({ key }) => key);
}

/**
 * All points of a metric in the order in which they were recorded.
 *
 * @throws TracksideError `tracking.no-metric` when there is none.
 */
export async function historyOf(run: ReadableRun, dataset: string, key: string): Promise<MetricHistoryPoint[]> {
  const points: MetricHistoryPoint[] = [];
  for await (const point of run.client.metrics.history(run.runId, key)) {
    points.push(point);
  }
  if (points.length === 0) {
    throw noMetric(dataset, run.runId, `no metric "${key}"`, suggestName(key, await metricNames(run)));
  }
  return points.sort((left, right) => left.timestamp - right.timestamp || left.step - right.step);
}

export function noMetric(dataset: string, runId: string, problem: string, hint: string): TracksideError {
  return new TracksideError(`dataset "${dataset}": MLflow's run ${runId} has ${problem}`, {
    code: "tracking.no-metric",
    hint,
  });
}
