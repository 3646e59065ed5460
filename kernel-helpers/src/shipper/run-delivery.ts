import { join } from "node:path";
import { readDeliveryState, writeDeliveryState, type DeliveryState } from "../delivery";
import {
  JournalTail,
  runDirectory,
  spoolDirectory,
  type JournalRecord,
  type ReadRecord,
  type RunRecord,
} from "../journal";
import { MlflowError, type MlflowClient } from "../mlflow-client";
import { takeBatch, toLogBatch } from "./batch";
import type { Targets } from "./targets";

/** Tag by which a run of ours is known in MLflow. */
export const runIdTag = "trackside.run_id";

type Pending = ReadRecord & { readonly file: string };

/** Brings one run's journals into MLflow, in their order, and remembers how far it has come. */
export class RunDelivery {
  readonly directory: string;
  private readonly tail: JournalTail;
  private state: DeliveryState;
  private pending: Pending[] = [];
  private run: RunRecord | undefined;

  constructor(
    private readonly projectRoot: string,
    runId: string,
    private readonly targets: Targets,
  ) {
    this.directory = runDirectory(projectRoot, runId);
    this.state = readDeliveryState(this.directory);
    this.run = findRecord(this.directory, "run");
    this.tail = new JournalTail(this.directory, this.state.offsets);
  }

  get isDone(): boolean {
    return this.state.done;
  }

  /** The run's opening record; `undefined` until it has been written whole. */
  get opening(): RunRecord | undefined {
    return (this.run ??= findRecord(this.directory, "run"));
  }

  /**
   * Delivers all there is at this moment.
   *
   * @throws what kept it from going on; nothing is lost, and the next call goes on from there.
   */
  async deliver(): Promise<void> {
    const opening = this.opening;
    if (!opening || this.isDone || !this.hasMore()) {
      return;
    }
    const { client, uri } = await this.targets.open(this.projectRoot, opening);
    const mlflowRunId = this.state.mlflowRunId ?? (await this.createRun(client, uri, opening));
    this.update({ outage: null });
    while (!this.isDone && this.hasMore()) {
      await this.deliverNext(client, mlflowRunId);
    }
  }

  /** Tells whether the run's end stands in a journal, delivered or not. */
  hasEnd(): boolean {
    return this.isDone || findRecord(this.directory, "end", this.state.offsets) !== undefined;
  }

  private hasMore(): boolean {
    if (this.pending.length === 0) {
      const read = this.tail.next();
      this.pending = read?.records.map((record) => ({ ...record, file: read.file })) ?? [];
    }
    return this.pending.length > 0;
  }

  /** Notes that MLflow takes nothing at present, and why. */
  noteOutage(reason: string): void {
    this.update({ outage: { since: this.state.outage?.since ?? Date.now(), reason } });
  }

  private async createRun(client: MlflowClient, trackingUri: string, opening: RunRecord): Promise<string> {
    const experimentId = await client.ensureExperiment(opening.experiment);
    const known = this.state.createStarted ? await client.findRunByTag(experimentId, runIdTag, opening.runId) : null;
    const tags = { ...opening.tags, [runIdTag]: opening.runId, ...this.parentTag(opening) };
    this.update({ createStarted: true });
    const { info } =
      known ?? (await client.createRun({ experimentId, name: opening.name, startTime: opening.time, tags }));
    this.update({ mlflowRunId: info.run_id, experimentId, artifactUri: info.artifact_uri, trackingUri });
    return info.run_id;
  }

  private parentTag({ parentRunId }: RunRecord): Record<string, string> {
    if (parentRunId === null) {
      return {};
    }
    const parent = readDeliveryState(runDirectory(this.projectRoot, parentRunId));
    if (parent.mlflowRunId === null) {
      throw new MlflowError("its parent run is not in MLflow yet");
    }
    return { "mlflow.parentRunId": parent.mlflowRunId };
  }

  private async deliverNext(client: MlflowClient, mlflowRunId: string): Promise<void> {
    const batch = takeBatch(this.pending);
    if (batch.length > 0) {
      await this.deliverBatch(client, mlflowRunId, batch);
    } else {
      await this.deliverBarrier(client, mlflowRunId, this.pending.slice(0, 1));
    }
  }

  /** Sends records in one request; where MLflow refuses it for good, halves find the records that are to blame. */
  private async deliverBatch(client: MlflowClient, runId: string, records: readonly ReadRecord[]): Promise<void> {
    const batch = toLogBatch(records);
    const items = batch.metrics.length + batch.params.length + batch.tags.length;
    try {
      if (items > 0) {
        await client.logBatch(runId, batch);
      }
      this.acknowledge(records.length);
    } catch (error) {
      if (!isRefusal(error)) {
        throw error;
      }
      if (items === 1 || error.errorCode === "RESOURCE_DOES_NOT_EXIST") {
        this.setAside(records, error);
      } else {
        const middle = Math.ceil(records.length / 2);
        await this.deliverBatch(client, runId, records.slice(0, middle));
        await this.deliverBatch(client, runId, records.slice(middle));
      }
    }
  }

  private async deliverBarrier(client: MlflowClient, runId: string, records: readonly ReadRecord[]): Promise<void> {
    const record = records[0]?.record;
    try {
      if (record?.type === "artifact") {
        const info = (await client.getRun(runId)).info;
        await client.uploadArtifact(info, record.path, join(spoolDirectory(this.directory), record.spool));
      } else if (record?.type === "end") {
        await client.endRun(runId, record.status, record.time);
      }
      this.acknowledge(1, record?.type === "end");
    } catch (error) {
      if (!isRefusal(error)) {
        throw error;
      }
      this.setAside(records, error);
    }
  }

  private setAside(records: readonly ReadRecord[], error: MlflowError): void {
    const refused = records.map(({ record }) => ({
      what:
        "key" in record ? `${record.type} ${record.key}` : "path" in record ? `artifact ${record.path}` : record.type,
      reason: error.message,
    }));
    this.update({ rejected: [...this.state.rejected, ...refused].slice(-100) });
    this.acknowledge(records.length, records.at(-1)?.record.type === "end");
  }

  private acknowledge(count: number, done = false): void {
    const delivered = this.pending.slice(0, count);
    this.pending = this.pending.slice(count);
    const last = delivered.at(-1);
    this.update({
      acknowledged: this.state.acknowledged + delivered.length,
      offsets: last ? { ...this.state.offsets, [last.file]: last.endOffset } : this.state.offsets,
      done: this.state.done || done,
    });
  }

  private update(change: Partial<DeliveryState>): void {
    this.state = { ...this.state, ...change };
    writeDeliveryState(this.directory, this.state);
  }
}

function isRefusal(error: unknown): error is MlflowError {
  return error instanceof MlflowError && !error.isTransient;
}

function findRecord<Type extends JournalRecord["type"]>(
  directory: string,
  type: Type,
  startAt: Readonly<Record<string, number>> = {},
): Extract<JournalRecord, { type: Type }> | undefined {
  const tail = new JournalTail(directory, startAt);
  for (let read = tail.next(); read !== null; read = tail.next()) {
    const found = read.records.find(({ record }) => record.type === type)?.record;
    if (found) {
      return found as Extract<JournalRecord, { type: Type }>;
    }
  }
  return undefined;
}
