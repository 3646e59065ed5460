import { runIdTag, type MlflowPlace, type Rejection } from "../../delivery";
import type { ArtifactRecord, EndRecord, InputRecord, JournalRecord } from "../../journal";
import { MlflowError, tagField, type MlflowClient } from "../../mlflow-client";
import type { MarkedRecord, RunSink, SinkRun, Written } from "../sink";
import { batchSize, halvesOf, takeBatch, toLogBatch } from "./batch";

/**
 * Tags with the mark of the last record that MLflow has of each journal: written by the very request that brings it.
 * Names that begin with `mlflow.` are left out of MLflow's list of tags, where nobody wants to see them.
 */
const acknowledgementPrefix = "mlflow.trackside.delivered.";

function acknowledgementTag(journal: string): string {
  return acknowledgementPrefix + journal.replace(/\..*$/, "");
}

/** One run in MLflow: artifacts and inputs first, then the batch, whose mark so vouches for all of them. */
export class MlflowRunSink implements RunSink {
  constructor(
    private readonly client: MlflowClient,
    private readonly mlflowRunId: string,
    private readonly artifactUri: string,
    private readonly run: SinkRun,
  ) {}

  async write(records: readonly MarkedRecord[]): Promise<Written> {
    try {
      return await this.send(records);
    } catch (error) {
      this.run.remember({ hadFailures: true } satisfies Partial<MlflowPlace>);
      throw error;
    }
  }

  private async send(records: readonly MarkedRecord[]): Promise<Written> {
    const batch = takeBatch(records);
    if (batch.length > 0) {
      const rejected = [...(await this.sendFiles(batch)), ...(await this.sendBatch(batch))];
      return { taken: batch.length, rejected };
    }
    const [first] = records;
    return { taken: 1, rejected: first?.record.type === "end" ? await this.end(first.record) : [] };
  }

  async lastMark(journal: string): Promise<string | null> {
    const key = acknowledgementTag(journal);
    const { data } = await this.client.runs.get(this.mlflowRunId);
    return data.tags?.find((tag) => tag.key === key)?.value ?? null;
  }

  private async sendFiles(records: readonly MarkedRecord[]): Promise<Rejection[]> {
    const rejected: Rejection[] = [];
    for (const { record } of records) {
      if (record.type === "artifact") {
        rejected.push(...(await unlessRefused(record, () => this.upload(record))));
      }
    }
    const inputs = records.flatMap(({ record }) => (record.type === "input" ? [record] : []));
    if (inputs[0]) {
      rejected.push(...(await unlessRefused(inputs[0], () => this.logInputs(inputs))));
    }
    return rejected;
  }

  private async upload(record: ArtifactRecord): Promise<void> {
    await this.client.artifacts.upload({ artifact_uri: this.artifactUri }, record.path, this.run.artifactFile(record));
  }

  private async logInputs(inputs: readonly InputRecord[]): Promise<void> {
    await this.client.runs.logInputs(
      this.mlflowRunId,
      inputs.map(({ type: _, time: __, context, ...dataset }) => ({
        ...dataset,
        tags: context === null ? {} : { "mlflow.data.context": context },
      })),
    );
  }

  /** Sends records in one request; where MLflow refuses it for good, halves find the records that are to blame. */
  private async sendBatch(records: readonly MarkedRecord[]): Promise<Rejection[]> {
    const batch = toLogBatch(records);
    const size = batchSize(batch);
    if (size === 0) {
      return [];
    }
    try {
      const mark = records.at(-1)?.mark ?? "";
      const acknowledgement = mark === "" ? [] : [{ key: acknowledgementTag(mark), value: mark }];
      await this.client.runs.logBatch(this.mlflowRunId, { ...batch, tags: [...batch.tags, ...acknowledgement] });
      return [];
    } catch (error) {
      if (!isRefusal(error)) {
        throw error;
      }
      if (size === 1 || error.errorCode === "RESOURCE_DOES_NOT_EXIST") {
        const refusal = error;
        return records.flatMap(({ record }) => (isLogged(record) ? [rejection(record, refusal)] : []));
      }
      const rejected: Rejection[] = [];
      for (const half of halvesOf(records)) {
        rejected.push(...(await this.sendBatch(half)));
      }
      return rejected;
    }
  }

  private async end({ status, time: endTime, ...record }: EndRecord): Promise<Rejection[]> {
    await this.deleteTwins();
    return unlessRefused({ ...record, status, time: endTime }, async () => {
      await this.client.runs.update(this.mlflowRunId, { status, endTime });
    });
  }

  /** Where calls failed, the one that created the run may have arrived twice, or after the run was looked for in vain. */
  private async deleteTwins(): Promise<void> {
    const { hadFailures, experimentId = "" }: Partial<MlflowPlace> = this.run.memory;
    if (!hadFailures) {
      return;
    }
    const filter = `${tagField(runIdTag)} = '${this.run.opening.runId}'`;
    for await (const { info } of this.client.runs.search({ experimentIds: [experimentId], filter })) {
      if (info.run_id !== this.mlflowRunId) {
        await this.client.runs.delete(info.run_id);
      }
    }
  }
}

function isLogged(record: JournalRecord): boolean {
  return batchSize(toLogBatch([{ record, mark: "" }])) > 0;
}

function isRefusal(error: unknown): error is MlflowError {
  return error instanceof MlflowError && !error.isTransient;
}

async function unlessRefused(record: JournalRecord, send: () => Promise<void>): Promise<Rejection[]> {
  try {
    await send();
    return [];
  } catch (error) {
    if (isRefusal(error)) {
      return [rejection(record, error)];
    }
    throw error;
  }
}

function rejection(record: JournalRecord, error: MlflowError): Rejection {
  return { what: `${record.type} ${nameOf(record)}`.trim(), reason: error.message };
}

function nameOf(record: JournalRecord): string {
  switch (record.type) {
    case "param":
    case "metric":
    case "tag":
      return record.key;
    case "params":
    case "metrics":
      return record.entries.map(([key]) => key).join(", ");
    case "artifact":
      return record.path;
    case "input":
      return record.name;
    default:
      return "";
  }
}
