import type { DataFile } from "./data-file";
import type { DatasetContext } from "./dataset";
import { JsonDataset } from "./json-dataset";
import { MemoryDataset } from "./memory-dataset";
import { flattenMetrics } from "./metrics";

/** Metrics kept in a JSON file as well as recorded; NaN and infinities are text in it. */
export class MetricsFileDataset extends JsonDataset {
  override readonly type = "metrics";

  constructor(dataFile: DataFile) {
    super(dataFile);
  }

  override async save(data: unknown): Promise<void> {
    await super.save(flattenMetrics(this.dataFile.dataset, data, "fail"));
  }
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
