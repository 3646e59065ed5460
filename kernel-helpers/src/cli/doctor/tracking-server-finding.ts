import { loadMlflowConfig, parseTrackingUri, recordedUri } from "../../config";
import { MlflowClient } from "../../mlflow-client";
import { ProjectConnections } from "../../mlflow-connection";
import { findMlflowCommand } from "../../tracking-server";
import { look, type Finding } from "./finding";

const patienceMs = 10_000;

/** Whether the tracking server answers, or could be started; nothing where `mlflow.yml` does not say which it is. */
export async function trackingServerFinding(root: string): Promise<Finding[]> {
  const asked = process.env["MLFLOW_TRACKING_URI"];
  const written = asked ? undefined : await look("mlflow.yml", () => loadMlflowConfig(root).trackingUri ?? "local");
  const uri = asked ?? (written?.state === "ok" ? written.seen : undefined);
  return uri === undefined ? [] : [await look("tracking server", () => examine(root, uri))];
}

async function examine(root: string, uri: string): Promise<string> {
  const place = parseTrackingUri(uri, root);
  if (place.kind === "local" || place.kind === "database") {
    return `the project's own, started when it is needed by ${findMlflowCommand(process.env)}`;
  }
  const connection = new ProjectConnections(() => process.env).to(root, place);
  const client = new MlflowClient({ ...connection, requestTimeoutMs: patienceMs });
  try {
    await client.experiments.getByName(loadMlflowConfig(root).experimentName);
    return `${recordedUri(place)} answers`;
  } finally {
    await client.close();
  }
}
