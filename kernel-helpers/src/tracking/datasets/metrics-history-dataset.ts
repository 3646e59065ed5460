import type { DatasetType } from "../../catalog";
import { isConfigMap } from "../../config";
import { suggestName } from "../../errors";
import { historyOf, metricNames, MetricOfRun, noMetric, type Point } from "./metric-of-run";
import { readRun, type ReadableRun } from "./read-run";
import { metricKeyOf, runIdOf } from "./run-entry";
import type { Wanted } from "./run-to-read";

/** A point of a metric in memory. */
interface StepValue {
  readonly step: number;
  readonly value: number;
}

/**
 * Several metrics of the run by name, those that begin with a prefix.
 *
 * @see kedro_mlflow/io/metrics/mlflow_metrics_history_dataset.py
 */
class MetricsHistoryDataset extends MetricOfRun {
  readonly type = "mlflow-metrics-history";

  constructor(
    wanted: Wanted,
    private readonly prefix: string,
  ) {
    super(wanted);
  }

  /** A metric of one point is that point, of more a list: as they are saved, but by the names that MLflow has. */
  async load(): Promise<Record<string, StepValue | readonly StepValue[]>> {
    const { dataset } = this.wanted;
    return readRun(this.wanted, async (run) => {
      const all = await metricNames(run);
      const names = all.filter((name) => name.startsWith(this.prefix));
      if (names.length === 0) {
        throw noMetric(
          dataset,
          run.runId,
          `no metrics that begin with "${this.prefix}"`,
          suggestName(this.prefix, all),
        );
      }
      const metrics: Record<string, StepValue | readonly StepValue[]> = {};
      for (const name of names) {
        const points = (await historyOf(run, dataset, name)).map(({ step, value }) => ({ step, value }));
        metrics[name] = points.length === 1 ? (points[0] as StepValue) : points;
      }
      return metrics;
    });
  }

  protected override pointsOf(data: unknown): readonly Point[] {
    if (!isConfigMap(data)) {
      throw this.wrongForm("what is saved is no object");
    }
    return Object.entries(data).flatMap(([name, points]) => {
      const key = this.prefix === "" ? name : `${this.prefix}.${name}`;
      return (Array.isArray(points) ? points : [points]).map((point: unknown): Point => {
        if (!isConfigMap(point) || typeof point["step"] !== "number") {
          throw this.wrongForm(`a point of "${name}" is none`);
        }
        return [key, point["value"], { step: point["step"] }];
      });
    });
  }

  protected override async isInMlflow(run: ReadableRun): Promise<boolean> {
    return (await metricNames(run)).some((name) => name.startsWith(this.prefix));
  }

  private wrongForm(problem: string) {
    return this.wrongData(
      problem,
      "Save for example { loss: [{ step: 0, value: 0.5 }, { step: 1, value: 0.4 }], auc: { step: 0, value: 0.9 } }.",
    );
  }
}

export const metricsHistoryType: DatasetType = {
  name: "mlflow-metrics-history",
  aliases: [
    ...["MlflowMetricsHistoryDataset", "kedro_mlflow.io.metrics.MlflowMetricsHistoryDataset"],
    // Of kedro-mlflow before 0.12.
    ...["MlflowMetricsDataset", "kedro_mlflow.io.metrics.MlflowMetricsDataset"],
  ],
  keys: ["run_id", "prefix"],
  create(entry) {
    const { name: dataset, root } = entry.context;
    const prefix = entry.values["prefix"] === "" ? "" : metricKeyOf(entry, "prefix");
    const isIn: Wanted["isIn"] = ({ lastPoints }) => [...lastPoints.keys()].some((key) => key.startsWith(prefix));
    return new MetricsHistoryDataset({ dataset, root, runId: runIdOf(entry), isIn }, prefix);
  },
};
