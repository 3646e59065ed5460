import type { DatasetType } from "../../catalog";
import { isConfigMap } from "../../config";
import type { MetricHistoryPoint } from "../../mlflow-client";
import { oneOf, wantedMetric } from "./metric-dataset";
import { historyOf, metricNames, MetricOfRun, type Point } from "./metric-of-run";
import { readRun, type ReadableRun } from "./read-run";
import { metricKeyOf } from "./run-entry";
import type { Wanted } from "./run-to-read";

/** In memory: values in order, values by step, or points with all that `mlflow.logMetric` takes. */
const modes = ["list", "dict", "history"] as const;

type Mode = (typeof modes)[number];

/**
 * All points of a metric of the run.
 *
 * @see kedro_mlflow/io/metrics/mlflow_metric_history_dataset.py
 */
class MetricHistoryDataset extends MetricOfRun {
  readonly type = "mlflow-metric-history";

  constructor(
    wanted: Wanted,
    private readonly key: string,
    private readonly loadMode: Mode,
    private readonly saveMode: Mode,
  ) {
    super(wanted);
  }

  async load(): Promise<unknown> {
    const history = await readRun(this.wanted, (run) => historyOf(run, this.wanted.dataset, this.key));
    return toForm(history, this.loadMode);
  }

  protected override pointsOf(data: unknown): readonly Point[] {
    switch (this.saveMode) {
      case "list":
        return this.list(data, "[0.5, 0.4]").map((value, step) => [this.key, value, { step }]);
      case "dict":
        return this.entries(data).map(([step, value]) => [this.key, value, { step: Number(step) }]);
      case "history":
        return this.list(data, "[{ step: 0, value: 0.5 }]").map((point) => this.toPoint(point));
    }
  }

  protected override async isInMlflow(run: ReadableRun): Promise<boolean> {
    return (await metricNames(run)).includes(this.key);
  }

  private list(data: unknown, example: string): readonly unknown[] {
    if (Array.isArray(data)) {
      return data;
    }
    if (ArrayBuffer.isView(data) && !(data instanceof DataView)) {
      return Array.from(data as Float64Array);
    }
    throw this.wrongData("a metric's history is saved as a list here", `Save for example ${example}.`);
  }

  private entries(data: unknown): readonly (readonly [step: unknown, value: unknown])[] {
    if (data instanceof Map) {
      return [...data];
    }
    if (isConfigMap(data)) {
      return Object.entries(data);
    }
    throw this.wrongData("a metric's history is saved by step here", "Save for example { 0: 0.5, 1: 0.4 }.");
  }

  private toPoint(point: unknown): Point {
    if (!isConfigMap(point)) {
      throw this.wrongData("a point of the history is no object", "Save for example [{ step: 0, value: 0.5 }].");
    }
    const { step = 0, value, timestamp } = point;
    const time = timestamp === undefined || timestamp === null ? {} : { timestamp: timestamp as number };
    return [this.key, value, { step: step as number, ...time }];
  }
}

function toForm(history: readonly MetricHistoryPoint[], mode: Mode): unknown {
  switch (mode) {
    case "list":
      return history.map(({ value }) => value);
    case "dict":
      return Object.fromEntries(history.map(({ step, value }) => [step, value]));
    case "history":
      return history.map(({ step, value, timestamp }) => ({ step, value, timestamp }));
  }
}

export const metricHistoryType: DatasetType = {
  name: "mlflow-metric-history",
  aliases: ["MlflowMetricHistoryDataset", "kedro_mlflow.io.metrics.MlflowMetricHistoryDataset"],
  keys: ["key", "run_id", "load_args", "save_args"],
  create(entry) {
    entry.checkKeys(["mode"], "load_args");
    entry.checkKeys(["mode"], "save_args");
    const key = metricKeyOf(entry, "key");
    const [loadMode, saveMode] = [oneOf(entry, "load_args", modes), oneOf(entry, "save_args", modes)];
    return new MetricHistoryDataset(wantedMetric(entry, key), key, loadMode, saveMode);
  },
};
