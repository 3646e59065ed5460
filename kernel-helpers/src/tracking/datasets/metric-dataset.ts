import type { CatalogEntry, DatasetType } from "../../catalog";
import { historyOf, metricNames, MetricOfRun, noMetric, type Point } from "./metric-of-run";
import { readRun, type ReadableRun } from "./read-run";
import { contentsOf } from "./run-contents";
import { metricKeyOf, runIdOf } from "./run-entry";
import type { Wanted } from "./run-to-read";

/** Where a value without a step of its own goes: in place of the last one, or behind it. */
const modes = ["overwrite", "append"] as const;

interface SaveSettings {
  readonly mode: (typeof modes)[number];
  readonly step: number | undefined;
  readonly timestamp: number | undefined;
}

/**
 * A number that is a metric of the run.
 *
 * @see kedro_mlflow/io/metrics/mlflow_metric_dataset.py
 */
class MetricDataset extends MetricOfRun {
  readonly type = "mlflow-metric";

  constructor(
    wanted: Wanted,
    private readonly key: string,
    /** Of the point to load; the last one recorded without. */
    private readonly step: number | undefined,
    private readonly saved: SaveSettings,
  ) {
    super(wanted);
  }

  async load(): Promise<number> {
    return readRun(this.wanted, async (run) => {
      const history = await historyOf(run, this.wanted.dataset, this.key);
      const point = history.filter(({ step }) => this.step === undefined || step === this.step).at(-1);
      if (!point) {
        const steps = `Its steps go from ${history[0]?.step} to ${history.at(-1)?.step}.`;
        throw noMetric(this.wanted.dataset, run.runId, `no point of "${this.key}" at step ${this.step}`, steps);
      }
      return point.value;
    });
  }

  protected override pointsOf(data: unknown, directoryOfRun: string): readonly Point[] {
    if (typeof data !== "number") {
      throw this.wrongData(`a ${typeof data} is not a metric's value`, "Save a number.");
    }
    const last = contentsOf(directoryOfRun).lastPoints.get(this.key);
    const step = this.saved.step ?? (last === undefined ? 0 : this.saved.mode === "append" ? last.step + 1 : last.step);
    // Of points of one step and one millisecond MLflow takes the greatest value for the last.
    const newest = last?.step === step ? Math.max(Date.now(), last.time + 1) : Date.now();
    return [[this.key, data, { step, timestamp: this.saved.timestamp ?? newest }]];
  }

  protected override async isInMlflow(run: ReadableRun): Promise<boolean> {
    return (await metricNames(run)).includes(this.key);
  }
}

export const metricType: DatasetType = {
  name: "mlflow-metric",
  aliases: ["MlflowMetricDataset", "kedro_mlflow.io.metrics.MlflowMetricDataset"],
  keys: ["key", "run_id", "load_args", "save_args"],
  create(entry) {
    entry.checkKeys(["step"], "load_args");
    entry.checkKeys(["mode", "step", "timestamp"], "save_args");
    const key = metricKeyOf(entry, "key");
    return new MetricDataset(wantedMetric(entry, key), key, wholeNumber(entry, "load_args", "step"), {
      mode: oneOf(entry, "save_args", modes),
      step: wholeNumber(entry, "save_args", "step"),
      timestamp: wholeNumber(entry, "save_args", "timestamp"),
    });
  },
};

/** What an entry wants whose data is one metric. */
export function wantedMetric(entry: CatalogEntry, key: string): Wanted {
  const { name: dataset, root } = entry.context;
  return { dataset, root, runId: runIdOf(entry), isIn: ({ lastPoints }) => lastPoints.has(key) };
}

/** The `mode` below a key of an entry; the first one by default. */
export function oneOf<Mode extends string>(entry: CatalogEntry, key: string, known: readonly [Mode, ...Mode[]]): Mode {
  const { mode = known[0] } = entry.map(key);
  const found = known.find((each) => each === mode);
  if (found === undefined) {
    throw entry.invalid(key, `has the mode ${JSON.stringify(mode)}`, `Write one of ${known.join(", ")}.`);
  }
  return found;
}

function wholeNumber(entry: CatalogEntry, below: string, key: string): number | undefined {
  const value = entry.map(below)[key] ?? undefined;
  if (value !== undefined && !Number.isSafeInteger(value)) {
    throw entry.invalid(below, `has a ${key} that is no whole number: ${JSON.stringify(value)}`, `Write ${key}: 3.`);
  }
  return value as number | undefined;
}
