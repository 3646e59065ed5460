import { RecordedNodes, type EndRecord, type JournalRecord, type RunRecord } from "../journal";
import type { Delivery, MetricView, RunChange, RunStatus, RunView } from "../messages";
import { MetricPoints } from "./metric-points";

/** Metrics of nodes are shown with their node. */
const nodeMetricPrefix = "node/";

/** What the journals of one run say, as the panel shows it. */
export class RunProjection {
  /** Records seen, whatever their kind. */
  recordCount = 0;
  /** What could not be written down. */
  lost: Delivery["lost"] = null;
  private opening: RunRecord | undefined;
  private ended: EndRecord | undefined;
  private readonly params = new Map<string, string>();
  private readonly metrics = new Map<string, MetricPoints>();
  private readonly tags = new Map<string, string>();
  private readonly nodes = new RecordedNodes(this.params);
  private readonly artifacts = new Set<string>();
  /** Names of the parts of the view that have changed since they were last taken. */
  private readonly changed = {
    params: new Set<string>(),
    metrics: new Set<string>(),
    tags: new Set<string>(),
    rest: new Set<keyof RunView>(),
  };

  apply(record: JournalRecord): void {
    this.recordCount += 1;
    switch (record.type) {
      case "run":
        this.opening = record;
        Object.entries(record.tags).forEach(([key, value]) => this.tags.set(key, value));
        break;
      case "param":
        this.applyParams([[record.key, record.value]]);
        break;
      case "params":
        this.applyParams(record.entries);
        break;
      case "metric":
        this.applyMetric(record);
        break;
      case "tag":
        this.tags.set(record.key, record.value);
        this.changed.tags.add(record.key);
        break;
      case "artifact":
        this.artifacts.add(record.path);
        this.changed.rest.add("artifacts");
        break;
      case "node":
        this.nodes.add(record.node);
        this.changed.rest.add("nodes");
        break;
      case "end":
        this.ended = record;
        this.changed.rest.add("status").add("endTime");
        break;
      case "gap":
        this.lost = { count: (this.lost?.count ?? 0) + record.lost, reason: record.reason };
        break;
      case "cell":
      case "input":
        // Counted only: the view has no place for them.
        break;
    }
  }

  get run(): RunRecord | undefined {
    return this.opening;
  }

  get status(): RunStatus {
    return this.ended?.status ?? "RUNNING";
  }

  /** The parts of the view that the journals tell; `undefined` before the opening record. */
  view(): Omit<RunView, "mlflowRunId" | "attempts" | "delivery" | "link"> | undefined {
    const { opening } = this;
    return (
      opening && {
        runId: opening.runId,
        experiment: opening.experiment,
        name: opening.name,
        status: this.status,
        startTime: opening.time,
        endTime: this.ended?.time ?? null,
        attempt: opening.attempt,
        params: Object.fromEntries(this.params),
        metrics: this.metricViews(this.metrics.keys()),
        tags: Object.fromEntries(this.tags),
        artifacts: [...this.artifacts],
        nodes: this.nodes.views(),
      }
    );
  }

  /** What has changed since the last call. */
  takeChange(): RunChange {
    const { params, metrics, tags, rest } = this.changed;
    const view = rest.size > 0 ? this.view() : undefined;
    const change: RunChange = {
      ...(params.size > 0 ? { params: pick(this.params, params) } : {}),
      ...(metrics.size > 0 ? { metrics: this.metricViews(metrics) } : {}),
      ...(tags.size > 0 ? { tags: pick(this.tags, tags) } : {}),
      ...(rest.has("artifacts") && view ? { artifacts: view.artifacts } : {}),
      ...(rest.has("nodes") && view ? { nodes: view.nodes } : {}),
      ...(rest.has("status") && view ? { status: view.status, endTime: view.endTime } : {}),
    };
    [params, metrics, tags, rest].forEach((names) => names.clear());
    return change;
  }

  private applyParams(entries: readonly (readonly [key: string, value: string])[]): void {
    for (const [key, value] of entries) {
      this.params.set(key, value);
      this.changed.params.add(key);
    }
    if (this.nodes.waitsForParams) {
      this.changed.rest.add("nodes");
    }
  }

  private applyMetric(record: JournalRecord & { readonly type: "metric" }): void {
    if (record.key.startsWith(nodeMetricPrefix)) {
      return;
    }
    const points = this.metrics.get(record.key);
    if (points) {
      points.add(record);
    } else {
      this.metrics.set(record.key, new MetricPoints(record));
    }
    this.changed.metrics.add(record.key);
  }

  private metricViews(keys: Iterable<string>): Record<string, MetricView> {
    const views: Record<string, MetricView> = {};
    for (const key of keys) {
      const points = this.metrics.get(key);
      if (points) {
        views[key] = points.view;
      }
    }
    return views;
  }
}

function pick(values: ReadonlyMap<string, string>, keys: Iterable<string>): Record<string, string> {
  return Object.fromEntries([...keys].map((key) => [key, values.get(key) ?? ""]));
}
