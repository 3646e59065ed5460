import { setTimeout as delay } from "node:timers/promises";
import { loadMlflowConfig, parseTrackingUri } from "../../config";
import { mainSinkName, mlflowPlace, readDeliveryState } from "../../delivery";
import { problemOf, TracksideError } from "../../errors";
import { findRecord } from "../../journal";
import { MlflowClient, MlflowError, type MlflowConnection } from "../../mlflow-client";
import { ProjectConnections } from "../../mlflow-connection";
import { ShipperLink } from "../../shipper";
import { trackingUriOf } from "../tracking-uri";
import { waitUntilDelivered } from "../wait-until-delivered";
import type { ReadableRun } from "./read-run";
import { noRun, runToRead, type RunToRead, type Wanted } from "./run-to-read";

/** A server that is away for longer than this is not waited for. */
const wait = { timeoutSeconds: 60, outageSeconds: 10, sink: mainSinkName };
const requestTimeoutMs = 30_000;
const tries = 4;
const firstPauseMs = 250;

const connections = new ProjectConnections(() => process.env);

/** What `readRun` does. */
export async function readFromMlflow<Result>(
  wanted: Wanted,
  read: (run: ReadableRun) => Promise<Result>,
): Promise<Result> {
  const found = runToRead(wanted);
  if (!found) {
    throw noRun(wanted);
  }
  try {
    const { runId, trackingUri } = await inMlflow(wanted.root, found);
    const client = new MlflowClient(await connect(wanted.root, trackingUri));
    try {
      return await patiently(() => read({ client, runId }));
    } finally {
      await client.close();
    }
  } catch (error) {
    throw explained(wanted, error);
  }
}

interface MlflowRunAddress {
  readonly runId: string;
  readonly trackingUri: string;
}

async function inMlflow(root: string, found: RunToRead): Promise<MlflowRunAddress> {
  if (found.kind === "foreign") {
    return { runId: found.mlflowRunId, trackingUri: trackingUriOf(process.env, loadMlflowConfig(root), root) };
  }
  const { directory } = found;
  await withShipper(root, (link) => waitUntilDelivered([directory], wait, () => link.flush()));
  const { mlflowRunId } = mlflowPlace(readDeliveryState(directory));
  const opening = findRecord(directory, "run");
  if (mlflowRunId === undefined || !opening) {
    throw new MlflowError("it did not take the run");
  }
  return { runId: mlflowRunId, trackingUri: opening.trackingUri };
}

/** The project's own server is started where it does not run. */
async function connect(root: string, trackingUri: string): Promise<MlflowConnection> {
  const place = parseTrackingUri(trackingUri, root);
  if (place.kind === "local" || place.kind === "database") {
    const database = place.kind === "database" ? place.file : undefined;
    return { uri: await withShipper(root, (link) => link.ensureServer(database)), credentials: {}, requestTimeoutMs };
  }
  return { requestTimeoutMs, ...connections.to(root, place) };
}

async function withShipper<Result>(root: string, work: (link: ShipperLink) => Promise<Result>): Promise<Result> {
  const link = new ShipperLink(root);
  try {
    return await work(link);
  } finally {
    link.close();
  }
}

/** A server that is busy for a moment must not fail a node. */
async function patiently<Result>(read: () => Promise<Result>): Promise<Result> {
  for (let attempt = 1; ; attempt++) {
    try {
      return await read();
    } catch (error) {
      if (attempt === tries || !(error instanceof MlflowError) || !error.isTransient || error.status === 401) {
        throw error;
      }
      await delay(firstPauseMs * 2 ** (attempt - 1));
    }
  }
}

function explained({ dataset }: Wanted, error: unknown): unknown {
  if (error instanceof MlflowError) {
    return new TracksideError(`dataset "${dataset}" cannot be read from MLflow: ${error.message}`, {
      code: "tracking.unreadable",
      hint:
        error.errorCode === "RESOURCE_DOES_NOT_EXIST"
          ? "Correct run_id in its entry: it is MLflow's id of a run of this server, or Trackside's of a run of this project."
          : "Load it again when the server answers; what was saved waits on disk, see trackside status.",
      cause: error,
    });
  }
  if (TracksideError.is(error) && error.code === "tracking.not-delivered") {
    return new TracksideError(`dataset "${dataset}" cannot be read from MLflow yet: ${problemOf(error)}`, {
      code: error.code,
      ...(error.hint === undefined ? {} : { hint: error.hint }),
    });
  }
  return error;
}
