import {
  metricPointsOf,
  type ArtifactRecord,
  type EndRecord,
  type JournalRecord,
  type MetricRecord,
  type RunRecord,
  type TagRecord,
} from "../journal";
import {
  runNameTag,
  type ArtifactView,
  type Delivery,
  type ExecutedCell,
  type InputView,
  type LoggedKind,
  type MetricView,
  type RunChange,
  type RunStatus,
  type RunView,
} from "../messages";
import { CellProjection, type RecordWriter } from "./cell-projection";
import { inputView } from "./input-view";
import type { MetricColumns } from "./metric-columns";
import { MetricPoints } from "./metric-points";
import { NodeProjection } from "./node-projection";

/** Metrics of nodes are shown with their node; where there are none, they are anybody's. */
const nodeMetricPrefix = "node/";

/** What the journals of one run say, as the panel shows it. */
export class RunProjection {
  /** Records seen, whatever their kind. */
  recordCount = 0;
  /** What could not be written down. */
  lost: Delivery["lost"] = null;
  private opening: RunRecord | undefined;
  private ended: EndRecord | undefined;
  readonly params = new Map<string, string>();
  private readonly metrics = new Map<string, MetricPoints>();
  private readonly tags = new Map<string, string>();
  private readonly nodes = new NodeProjection(this.params);
  private readonly cells = new CellProjection();
  private readonly inputs = new Map<string, InputView>();
  private readonly artifacts = new Map<string, ArtifactRecord>();
  /** When each tag was set last. */
  private readonly tagTimes = new Map<string, number>();
  /** Names of the parts of the view that have changed since they were last taken. */
  private readonly changed = {
    params: new Set<string>(),
    metrics: new Set<string>(),
    tags: new Set<string>(),
    rest: new Set<keyof RunView>(),
  };

  /** @param file - name of the journal that has the record. */
  apply(record: JournalRecord, file?: string): void {
    this.recordCount += 1;
    const writer = this.writerOf(file);
    const noteWithCell = (kind: LoggedKind, name: string) => this.cells.note(kind, name, record.time, writer);
    switch (record.type) {
      case "run":
        this.opening = record;
        this.applyParams(record.inherited ?? []);
        Object.entries(record.tags).forEach(([key, value]) => this.applyTag({ key, value, time: record.time }));
        break;
      case "param":
        noteWithCell("params", record.key);
        this.applyParams([[record.key, record.value]]);
        break;
      case "params":
        record.entries.forEach(([key]) => record.inherited ?? noteWithCell("params", key));
        this.applyParams(record.entries);
        break;
      case "metric":
      case "metrics":
        for (const point of metricPointsOf(record)) {
          if (!this.nodes.areAny || !point.key.startsWith(nodeMetricPrefix)) {
            noteWithCell("metrics", point.key);
            this.applyPoint(point);
          }
        }
        break;
      case "tag":
        noteWithCell("tags", record.key);
        this.applyTag(record);
        break;
      case "artifact":
        noteWithCell("artifacts", record.path);
        this.artifacts.set(record.path, record);
        this.changed.rest.add("artifacts");
        break;
      case "node":
        noteWithCell("nodes", record.node.name);
        this.nodes.apply(record);
        break;
      case "plan":
      case "plan-end":
        this.nodes.apply(record);
        break;
      case "end":
        this.ended = record;
        this.nodes.end();
        this.cells.end();
        this.changed.rest.add("status").add("endTime");
        break;
      case "gap":
        this.lost = { count: (this.lost?.count ?? 0) + record.lost, reason: record.reason };
        break;
      case "input":
        noteWithCell("inputs", record.name);
        this.inputs.set(`${record.name} ${record.digest}`, inputView(record));
        this.changed.rest.add("inputs");
        break;
      case "cell":
        this.cells.apply(record);
        break;
    }
  }

  private writerOf(file: string | undefined): RecordWriter {
    if (file === undefined || file.startsWith(`${this.opening?.writer.id ?? ""}.`)) {
      return "kernel";
    }
    return file.startsWith("worker-") ? "worker" : "other";
  }

  /** The record of an artifact, as it was logged last. */
  artifact(path: string): ArtifactRecord | undefined {
    return this.artifacts.get(path);
  }

  private get artifactViews(): ArtifactView[] {
    return Array.from(this.artifacts.values(), ({ path, size, time }) => ({ path, size, time }));
  }

  get run(): RunRecord | undefined {
    return this.opening;
  }

  /** As the run was called last. */
  get name(): string {
    return this.tags.get(runNameTag) ?? this.opening?.name ?? "";
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
        name: this.name,
        status: this.status,
        startTime: opening.time,
        endTime: this.ended?.time ?? null,
        attempt: opening.attempt,
        params: Object.fromEntries(this.params),
        metrics: this.metricViews(this.metrics.keys()),
        tags: Object.fromEntries(this.tags),
        inputs: [...this.inputs.values()],
        artifacts: this.artifactViews,
        nodes: this.nodes.views,
        cells: this.cells.views,
      }
    );
  }

  /** The cells that were executed in the run, in their order. */
  get executedCells(): readonly ExecutedCell[] {
    return this.cells.executed;
  }

  /** Whether anything was logged to the run as a cell was executed. */
  hasLoggedIn(cell: ExecutedCell): boolean {
    return this.cells.hasLoggedIn(cell);
  }

  /** All points of a metric; `undefined` where none was logged. */
  columnsOf(key: string): MetricColumns | undefined {
    return this.metrics.get(key)?.columns;
  }

  /** What has changed since the last call. */
  takeChange(): RunChange {
    const { params, metrics, tags, rest } = this.changed;
    const nodes = this.nodes.takeChanged();
    const cells = this.cells.takeChanged();
    const change: RunChange = {
      ...(params.size > 0 ? { params: pick(this.params, params) } : {}),
      ...(metrics.size > 0 ? { metrics: this.metricViews(metrics) } : {}),
      ...(tags.size > 0 ? { tags: pick(this.tags, tags) } : {}),
      ...(tags.has(runNameTag) ? { name: this.name } : {}),
      ...(rest.has("inputs") ? { inputs: [...this.inputs.values()] } : {}),
      ...(rest.has("artifacts") ? { artifacts: this.artifactViews } : {}),
      ...(nodes.length > 0 ? { nodes } : {}),
      ...(cells.length > 0 ? { cells } : {}),
      ...(rest.has("status") ? { status: this.status, endTime: this.ended?.time ?? null } : {}),
    };
    [params, metrics, tags, rest].forEach((names) => names.clear());
    return change;
  }

  private applyParams(entries: readonly (readonly [key: string, value: string])[]): void {
    for (const [key, value] of entries) {
      this.params.set(key, value);
      this.changed.params.add(key);
    }
    this.nodes.applyParams();
  }

  /** Journals of several writers are read one after the other: the tag that was set last counts, whoever set it. */
  private applyTag({ key, value, time }: Omit<TagRecord, "type">): void {
    if (time >= (this.tagTimes.get(key) ?? Number.NEGATIVE_INFINITY)) {
      this.tagTimes.set(key, time);
      this.tags.set(key, value);
      this.changed.tags.add(key);
    }
  }

  private applyPoint(point: MetricRecord): void {
    const points = this.metrics.get(point.key);
    if (points) {
      points.add(point);
    } else {
      this.metrics.set(point.key, new MetricPoints(point));
    }
    this.changed.metrics.add(point.key);
  }

  private metricViews(keys: Iterable<string>): Record<string, MetricView> {
    // A metric may have any name: an assignment under `__proto__` would add no entry.
    return Object.fromEntries(
      [...keys].flatMap((key) => {
        const points = this.metrics.get(key);
        return points ? [[key, points.view]] : [];
      }),
    );
  }
}

function pick(values: ReadonlyMap<string, string>, keys: Iterable<string>): Record<string, string> {
  return Object.fromEntries([...keys].map((key) => [key, values.get(key) ?? ""]));
}
