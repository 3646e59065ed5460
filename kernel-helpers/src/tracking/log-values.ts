import { currentSession } from "./current-session";
import type { MetricOptions } from "./metric-options";
import { checkKey, checkPlace, metricValue } from "./validation";

/** What one call of `mlflow.logBatch` logs. */
export interface Batch {
  readonly metrics?: readonly ({ readonly key: string; readonly value: number } & MetricOptions)[];
  readonly params?: Readonly<Record<string, unknown>>;
  readonly tags?: Readonly<Record<string, unknown>>;
}

/** The part of `mlflow` that logs params, metrics and tags. */
export const valueLogging = {
  /**
   * Logs one param: texts as they are, dates in ISO format, objects and arrays as JSON, or flattened where `mlflow.yml`
   * asks for it. Secrets are masked by the rules of docs/tracking-api.md, here and in tags and notes.
   *
   * @throws {@link TracksideError} when MLflow would refuse the name or the length of the value, or when the value has
   * no text: undefined, a function, an object that holds itself.
   * @example mlflow.logParam("learning_rate", 0.1);
   */
  logParam(key: string, value: unknown): void {
    currentSession().logParams({ [key]: value });
  },

  /**
   * Logs several params, as `logParam`.
   *
   * @example mlflow.logParams({ epochs: 3, layers: [8, 4] });
   */
  logParams(params: Readonly<Record<string, unknown>>): void {
    currentSession().logParams(params);
  },

  /**
   * Logs one point of a metric. NaN and infinities are values like others.
   *
   * @throws {@link TracksideError} when name, value, step or timestamp is not what MLflow takes.
   * @example mlflow.logMetric("loss", 0.12, { step: 3 });
   */
  logMetric(key: string, value: number, options?: MetricOptions): void {
    currentSession().current.metric(key, value, options);
  },

  /**
   * Logs a point of each of several metrics at the same step and time; where one of them is wrong, none.
   *
   * @example mlflow.logMetrics({ loss: 0.12, accuracy: 0.9 }, { step: 3 });
   */
  logMetrics(metrics: Readonly<Record<string, number>>, options: MetricOptions = {}): void {
    currentSession().current.metrics(Object.entries(metrics), options);
  },

  /**
   * Logs metrics, params and tags that were collected, each metric at a step and time of its own. Where one of the
   * metrics is wrong, nothing of the batch is logged.
   *
   * @throws {@link TracksideError} as `logMetric`, `logParam` and `setTag`.
   * @see `MlflowClient.log_batch`
   * @example
   * mlflow.logBatch({
   *   metrics: [{ key: "score", value: 0.7, step: 0 }, { key: "score", value: 0.8, step: 1 }],
   *   params: { folds: 5 },
   *   tags: { stage: "validation" },
   * });
   */
  logBatch({ metrics = [], params = {}, tags = {} }: Batch): void {
    const now = Date.now();
    for (const { key, value, step = 0, timestamp = now } of metrics) {
      checkKey("metric", key);
      metricValue(key, value);
      checkPlace(key, step, timestamp);
    }
    valueLogging.logParams(params);
    valueLogging.setTags(tags);
    currentSession().current.points(
      metrics.map(({ key, value, step = 0, timestamp = now }) => [key, value, { step, timestamp }]),
    );
  },

  /**
   * Sets a tag, also where it is set already.
   *
   * @throws {@link TracksideError} when MLflow would refuse the name, or the value has no text.
   * @example mlflow.setTag("stage", "exploration");
   */
  setTag(key: string, value: unknown): void {
    checkKey("tag", key);
    const { current, secrets } = currentSession();
    current.tag(key, secrets.named("tag", key, value));
  },

  /**
   * Sets several tags.
   *
   * @example mlflow.setTags({ stage: "exploration", harbour: "north" });
   */
  setTags(tags: Readonly<Record<string, unknown>>): void {
    for (const [key, value] of Object.entries(tags)) {
      valueLogging.setTag(key, value);
    }
  },

  /**
   * Sets the run's note, which MLflow shows as its description: Markdown, at most 8,000 characters.
   *
   * @example mlflow.setNote("## Second try\nWith *all* ships.");
   */
  setNote(markdown: string): void {
    valueLogging.setTag("mlflow.note.content", markdown);
  },
};
