import { createReadStream, existsSync } from "node:fs";
import { join } from "node:path";
import type { Readable } from "node:stream";
import { mlflowPlace } from "../delivery";
import { spoolDirectory, type ArtifactRecord } from "../journal";
import { MlflowClient, type MlflowConnection } from "../mlflow-client";
import type { ProxiedServer } from "./mlflow-links";
import type { FollowedRun } from "./run-follower";

/** Names that the recorder gives: what a journal says may have been written by anyone. */
const spoolName = /^[\w-]+$/;

/** An artifact that can be read. */
export interface OpenArtifact {
  readonly record: ArtifactRecord;
  /** Its bytes, at most `limit` of them from the start. */
  read(limit?: number): Promise<Readable>;
}

/** Gives artifacts of runs by their paths: only what was recorded as one has a path, so none leads elsewhere. */
export class RunArtifacts {
  constructor(private readonly connect: (server: ProxiedServer) => Promise<MlflowConnection>) {}

  /** The artifact as it was logged last; `null` where the run has none of that path. */
  find(run: FollowedRun, path: string): OpenArtifact | null {
    const record = run.projection.artifact(path);
    if (!record) {
      return null;
    }
    const file = spoolName.test(record.spool) ? join(spoolDirectory(run.directory), record.spool) : null;
    return {
      record,
      read: async (limit) =>
        file !== null && existsSync(file)
          ? createReadStream(file, limit === undefined ? {} : { end: Math.max(0, limit - 1) })
          : this.readFromMlflow(run, path),
    };
  }

  /** What is not in the spool any more has been delivered. */
  private async readFromMlflow(run: FollowedRun, path: string): Promise<Readable> {
    const { mlflowRunId } = mlflowPlace(run.deliveryState);
    const trackingUri = run.projection.run?.trackingUri;
    if (mlflowRunId === undefined || trackingUri === undefined) {
      throw new RangeError(`the bytes of ${path} are neither on this machine nor in MLflow`);
    }
    const client = new MlflowClient(await this.connect({ projectRoot: run.place.projectRoot, trackingUri }));
    try {
      const { info } = await client.runs.get(mlflowRunId);
      const content = await client.artifacts.download(info, path);
      content.once("close", () => void client.close());
      return content;
    } catch (error) {
      await client.close();
      throw error;
    }
  }
}
