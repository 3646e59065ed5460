import type { DeliveryState } from "../delivery";
import { journalVersion, runDirectory } from "../journal";
import type { Delivery, RunStatus } from "../messages";
import { MlflowClient, type MetricPoint, type MlflowConnection, type MlflowRun } from "../mlflow-client";
import type { FollowedKernel, KernelRun } from "../runtime";
import { MetricCourse } from "./metric-course";
import type { FollowedRun } from "./run-follower";
import { RunProjection } from "./run-projection";

/** A run lists its files as often as this, in milliseconds, while it goes on: each folder of them is a request. */
const artifactsEveryMs = 5_000;
const mostArtifacts = 1_000;

/** What is known of a run beside what MLflow says of it. */
export interface RunPlace extends FollowedKernel {
  readonly kernelId: string;
  readonly experiment: string;
  /** Its number among the kernel's runs, from 1. */
  readonly attempt: number;
}

export type Outage = DeliveryState["outage"];

/** A run that Trackside does not record, as MLflow tells it, in the words of a journal. */
export class MlflowRunFollower implements FollowedRun {
  projection = new RunProjection();
  readonly place: KernelRun;
  readonly directory: string;
  outage: Outage = null;
  private tags: ReadonlyMap<string, string> = new Map();
  private courses = new Map<string, MetricCourse>();
  private readonly inputs = new Set<string>();
  private lastPoints: readonly MetricPoint[] = [];
  private artifactsReadAt: number | null = null;

  constructor(
    private run: MlflowRun,
    private readonly about: RunPlace,
    private readonly connect: () => Promise<MlflowConnection>,
  ) {
    this.place = { projectRoot: about.projectRoot, runId: run.info.run_id };
    this.directory = runDirectory(about.projectRoot, run.info.run_id);
    this.open();
  }

  get deliveryState(): DeliveryState {
    const { run_id: mlflowRunId, experiment_id: experimentId } = this.run.info;
    return {
      ...{ offsets: {}, acknowledged: this.projection.recordCount, outage: this.outage, rejected: [] },
      ...{ done: this.status !== "RUNNING", memory: { mlflowRunId, experimentId } },
    };
  }

  /** All that is known of it comes from MLflow: nothing is on its way there. */
  get delivery(): Delivery {
    const { outage } = this;
    return {
      ...{
        state: outage ? "offline" : "live",
        queued: 0,
        since: outage?.since ?? null,
        reason: outage?.reason ?? null,
      },
      ...{ rejected: [], lost: null, sinks: [] },
    };
  }

  get status(): RunStatus {
    const { status } = this.run.info;
    return status === "SCHEDULED" ? "RUNNING" : status;
  }

  refresh(): void {
    // the rounds of its kernel read it: see take and readMore
  }

  close(): void {
    // it holds nothing open
  }

  async setTags(tags: Readonly<Record<string, string>>): Promise<void> {
    const client = new MlflowClient(await this.connect());
    try {
      for (const [key, value] of Object.entries(tags)) {
        await client.runs.setTag(this.place.runId, key, value);
      }
    } finally {
      await client.close();
    }
    this.applyTags(new Map([...this.tags, ...Object.entries(tags)]));
  }

  /** Takes what MLflow says of the run now. */
  take(run: MlflowRun): void {
    const before = this.status;
    const tags = tagsOf(run);
    const hadEnded = before !== "RUNNING";
    this.run = run;
    if ((hadEnded && this.status === "RUNNING") || [...this.tags.keys()].some((key) => !tags.has(key))) {
      // records only add: what was taken back is told by another view
      this.open();
      return;
    }
    this.applyData(tags);
    if (!hadEnded && this.status !== "RUNNING") {
      this.courses.forEach((course) => course.doubt());
      this.artifactsReadAt = null;
    }
  }

  /** What of the run is still to be read: a metric's points, the list of artifacts, or nothing. */
  async readMore(client: MlflowClient): Promise<boolean> {
    const unread = this.lastPoints.find((last) => !this.courseOf(last.key).isReadTo(last));
    if (unread) {
      await this.courseOf(unread.key).read(client, this.projection, unread);
      return true;
    }
    const isDue = this.artifactsReadAt === null || Date.now() - this.artifactsReadAt > artifactsEveryMs;
    if (this.artifactsReadAt === null || (isDue && this.status === "RUNNING")) {
      this.artifactsReadAt = Date.now();
      await this.readArtifacts(client);
      return true;
    }
    return false;
  }

  private open(): void {
    const { info } = this.run;
    this.projection = new RunProjection();
    this.courses = new Map();
    this.inputs.clear();
    this.tags = new Map();
    this.artifactsReadAt = null;
    const { experiment, attempt, kernelId, trackingUri } = this.about;
    this.projection.apply({
      ...{ type: "run", version: journalVersion, runId: info.run_id, name: info.run_name, experiment, trackingUri },
      parentRunId: tagsOf(this.run).get("mlflow.parentRunId") ?? null,
      ...{ attempt, kernelId, time: info.start_time, tags: {} },
      writer: { id: kernelId, host: "", pid: 0, started: "" },
    });
    this.applyData(tagsOf(this.run));
  }

  private applyData(tags: ReadonlyMap<string, string>): void {
    const { info, data, inputs } = this.run;
    const known = this.projection.params;
    const entries = (data.params ?? []).map(({ key, value }) => [key, value] as const);
    const fresh = entries.filter(([key]) => !known.has(key));
    if (fresh.length > 0) {
      this.projection.apply({ type: "params", entries: fresh, time: info.start_time });
    }
    this.applyTags(tags);
    for (const { dataset, tags: about = [] } of inputs?.dataset_inputs ?? []) {
      const { name, digest, source_type: sourceType, source, schema = null, profile = null } = dataset;
      const context = about.find(({ key }) => key === "mlflow.data.context")?.value ?? null;
      if (!this.inputs.has(`${name} ${digest}`)) {
        this.inputs.add(`${name} ${digest}`);
        const place = { name, digest, sourceType, source, schema, profile, context };
        this.projection.apply({ type: "input", ...place, time: info.start_time });
      }
    }
    this.lastPoints = data.metrics ?? [];
    const { status } = this;
    if (status !== "RUNNING" && this.projection.status === "RUNNING") {
      this.projection.apply({ type: "end", status, time: info.end_time ?? Date.now() });
    }
  }

  private applyTags(tags: ReadonlyMap<string, string>): void {
    for (const [key, value] of tags) {
      if (this.tags.get(key) !== value) {
        this.projection.apply({ type: "tag", key, value, time: Date.now() });
      }
    }
    this.tags = tags;
  }

  private async readArtifacts(client: MlflowClient): Promise<void> {
    let count = 0;
    for await (const { path, isFolder, size } of client.artifacts.list(this.run.info, { recursive: true })) {
      const known = this.projection.artifact(path);
      if (!isFolder && known?.size !== size) {
        const time = this.run.info.end_time ?? Date.now();
        this.projection.apply({ type: "artifact", path, spool: "", size: size ?? 0, time });
      }
      count += 1;
      if (count === mostArtifacts) {
        return;
      }
    }
  }

  private courseOf(key: string): MetricCourse {
    let course = this.courses.get(key);
    if (!course) {
      course = new MetricCourse(this.place.runId, key);
      this.courses.set(key, course);
    }
    return course;
  }
}

function tagsOf({ data }: MlflowRun): ReadonlyMap<string, string> {
  return new Map((data.tags ?? []).map(({ key, value }) => [key, value]));
}
