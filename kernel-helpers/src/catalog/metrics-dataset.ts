import { isConfigMap } from "../config";
import type { DatasetContext } from "./dataset";
import type { DatasetType } from "./dataset-type";
import { FileDataset, type FileFormat } from "./file-dataset";
import { jsonFormat } from "./json-format";
import { MemoryDataset } from "./memory-dataset";
import { flattenMetrics } from "./metrics";

/** Metrics in a JSON file; NaN and infinities are text in it. */
const metricsFormat: FileFormat = {
  read: (bytes, file) => mapLeaves(jsonFormat.read(bytes, file), (leaf) => (nonFinite.has(leaf) ? Number(leaf) : leaf)),

  write(data, file) {
    flattenMetrics(file.dataset, data, "fail");
    const text = (leaf: unknown) => (typeof leaf === "number" && !Number.isFinite(leaf) ? String(leaf) : leaf);
    return jsonFormat.write(mapLeaves(data, text), file);
  },
};

const nonFinite: ReadonlySet<unknown> = new Set(["NaN", "Infinity", "-Infinity"]);

function mapLeaves(value: unknown, map: (leaf: unknown) => unknown): unknown {
  return isConfigMap(value)
    ? Object.fromEntries(Object.entries(value).map(([key, item]) => [key, mapLeaves(item, map)]))
    : map(value);
}

/** Metrics that are only recorded. */
class MetricsMemoryDataset extends MemoryDataset {
  override readonly type = "metrics";

  constructor(private readonly metricsContext: DatasetContext) {
    super(metricsContext);
  }

  override async save(data: unknown): Promise<void> {
    flattenMetrics(this.metricsContext.name, data, "fail");
    await super.save(data);
  }
}

/** Numbers that are the run's metrics, too: kept in a JSON file as well, or only recorded. */
export const metricsType: DatasetType = {
  name: "metrics",
  aliases: ["tracking.MetricsDataset"],
  keys: ["filepath"],
  create: (entry) =>
    entry.has("filepath")
      ? new FileDataset("metrics", entry.file("data/08_reporting/metrics.json"), metricsFormat)
      : new MetricsMemoryDataset(entry.context),
};
