import { createHash } from "node:crypto";
import { mlflowPlace } from "../delivery";
import type { FollowedRun } from "./run-follower";

/** A tracking server behind the gateway. */
export interface ProxiedServer {
  readonly projectRoot: string;
  /** As in the run record: an address, or `local`. */
  readonly trackingUri: string;
}

/** Tracking servers by the key that stands for them in a path: a browser never names an address itself. */
const servers = new Map<string, ProxiedServer>();

/** The server that a key of a link stands for; known as soon as a panel has followed a run on it. */
export function serverByKey(key: string): ProxiedServer | undefined {
  return servers.get(key);
}

/** Path of a run's page in MLflow's UI, relative to the gateway's root; `null` until MLflow has the run. */
export function linkToRun({ projection, deliveryState, place }: FollowedRun): string | null {
  const { mlflowRunId, experimentId } = mlflowPlace(deliveryState);
  const trackingUri = projection.run?.trackingUri;
  if (mlflowRunId === undefined || experimentId === undefined || trackingUri === undefined) {
    return null;
  }
  return linkToPage({ projectRoot: place.projectRoot, trackingUri }, experimentId, mlflowRunId);
}

/** Path of a run's page in MLflow's UI, relative to the gateway's root. */
export function linkToPage(server: ProxiedServer, experimentId: string, mlflowRunId: string): string {
  const key = createHash("sha256").update(JSON.stringify(server)).digest("hex").slice(0, 12);
  servers.set(key, server);
  return `mlflow/${key}/#/experiments/${experimentId}/runs/${mlflowRunId}`;
}
