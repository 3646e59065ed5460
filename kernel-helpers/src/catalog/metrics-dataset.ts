import { isConfigMap } from "../config";
import type { DatasetContext } from "./dataset";
import type { DatasetType } from "./dataset-type";
import { JsonDataset } from "./json-dataset";
import { MemoryDataset } from "./memory-dataset";
import { flattenMetrics } from "./metrics";

/** Metrics kept in a JSON file as well as recorded; NaN and infinities are text in it. */
export class MetricsFileDataset extends JsonDataset {
  override readonly type = "metrics";

  override async load(): Promise<unknown> {
    return mapLeaves(await super.load(), (leaf) => (nonFinite.has(leaf) ? Number(leaf) : leaf));
  }

  override async save(data: unknown): Promise<void> {
    flattenMetrics(this.dataFile.dataset, data, "fail");
    await super.save(
      mapLeaves(data, (leaf) => (typeof leaf === "number" && !Number.isFinite(leaf) ? String(leaf) : leaf)),
    );
  }
}

const nonFinite: ReadonlySet<unknown> = new Set(["NaN", "Infinity", "-Infinity"]);

function mapLeaves(value: unknown, map: (leaf: unknown) => unknown): unknown {
  return isConfigMap(value)
    ? Object.fromEntries(Object.entries(value).map(([key, item]) => [key, mapLeaves(item, map)]))
    : map(value);
}

/** Metrics that are only recorded. */
export class MetricsMemoryDataset extends MemoryDataset {
  override readonly type = "metrics";

  constructor(private readonly metricsContext: DatasetContext) {
    super(metricsContext);
  }

  override async save(data: unknown): Promise<void> {
    flattenMetrics(this.metricsContext.name, data, "fail");
    await super.save(data);
  }
}

/** Numbers that are the run's metrics, too. */
export const metricsType: DatasetType = {
  name: "metrics",
  aliases: ["tracking.MetricsDataset", "kedro_mlflow.io.metrics.MlflowMetricsHistoryDataset"],
  keys: ["filepath"],
  create: (entry) =>
    entry.has("filepath") ? new MetricsFileDataset(entry.file()) : new MetricsMemoryDataset(entry.context),
};
