import { hostname } from "node:os";
import { kernelProcessTag } from "../messages";
import { MlflowError, type MlflowClient, type MlflowRun } from "../mlflow-client";
import { identityOf, isAlive } from "../runtime";
import { isObject } from "./request-body";

/**
 * What a run is tagged with so that it is known when its process is gone; `null` for a process of another machine, of which
 * nothing can be known here.
 *
 * @param told - what the process says of itself.
 */
export function kernelProcess(told: unknown): string | null {
  const identity = identityIn(told);
  if (identity === null || identity.host !== hostname()) {
    return null;
  }
  const { host, pid, started } = identityOf(identity.pid);
  const found = { id: "", host, pid, started };
  return isAlive(found) ? JSON.stringify({ host, pid, started }) : null;
}

/**
 * Ends a run that its process left open when it was killed: MLflow's client ends its run only when it comes to its own end.
 *
 * @returns the run as it is then.
 */
export async function endIfAbandoned(client: MlflowClient, run: MlflowRun): Promise<MlflowRun> {
  if (run.info.status !== "RUNNING" || !isAbandoned(run)) {
    return run;
  }
  const { run_id: runId } = run.info;
  // It may have ended its run between the answer and its own end.
  const now = await client.runs.get(runId);
  if (now.info.status !== "RUNNING") {
    return now;
  }
  const times = (now.data.metrics ?? []).map(({ timestamp }) => timestamp);
  try {
    await client.runs.update(runId, { status: "KILLED", endTime: times.length > 0 ? Math.max(...times) : Date.now() });
  } catch (error) {
    if (error instanceof MlflowError && error.status !== null) {
      // Who looks at it may not be who may end it.
      return now;
    }
    throw error;
  }
  return client.runs.get(runId);
}

function isAbandoned({ data }: MlflowRun): boolean {
  const identity = identityIn(parsed(data.tags?.find(({ key }) => key === kernelProcessTag)?.value));
  return identity !== null && !isAlive({ id: "", ...identity });
}

function identityIn(told: unknown): { readonly host: string; readonly pid: number; readonly started: string } | null {
  if (!isObject(told)) {
    return null;
  }
  const { host, pid, started = "" } = told;
  return typeof host === "string" && typeof started === "string" && Number.isSafeInteger(pid) && (pid as number) > 0
    ? { host, pid: pid as number, started }
    : null;
}

function parsed(text: string | undefined): unknown {
  try {
    return JSON.parse(text ?? "null");
  } catch {
    // Anybody may set tags on a server.
    return null;
  }
}
