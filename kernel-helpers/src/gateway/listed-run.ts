import { mlflowPlace, runIdTag } from "../delivery";
import { isReservedTag, type ListedRun, type MetricValue, type RunStatus } from "../messages";
import type { MlflowRun } from "../mlflow-client";
import type { FollowedRun } from "./run-follower";

/** A comparison of more than this is no comparison; and a server may hold anything. */
const mostFields = 400;
const longestText = 500;
const statuses: readonly RunStatus[] = ["RUNNING", "FINISHED", "FAILED", "KILLED"];
const notFinite: readonly MetricValue[] = ["NaN", "Infinity", "-Infinity"];

/** A run that the kernel recorded, as its journals have it: they are ahead of MLflow. */
export function listedFromJournal({ projection, deliveryState }: FollowedRun): ListedRun | null {
  const view = projection.view();
  if (view === undefined) {
    return null;
  }
  return {
    runId: view.runId,
    mlflowRunId: mlflowPlace(deliveryState).mlflowRunId ?? null,
    historyId: view.runId,
    name: cut(view.name),
    status: view.status,
    startTime: view.startTime,
    endTime: view.endTime,
    attempt: view.attempt,
    user: Object.hasOwn(view.tags, "mlflow.user") ? cut(view.tags["mlflow.user"] ?? "") : null,
    params: textsOf(Object.entries(view.params)),
    metrics: fieldsOf(Object.entries(view.metrics).map(([key, { last }]) => [key, last])),
    tags: textsOf(Object.entries(view.tags).filter(([key]) => !isReservedTag(key))),
  };
}

/** A run as MLflow told it, of which nothing is taken for what it should be. */
export function listedFromMlflow({ info, data }: MlflowRun, historyId: string): ListedRun {
  const tags = pairsOf(data?.tags);
  return {
    runId: null,
    mlflowRunId: info.run_id,
    historyId,
    name: cut(textIn(info.run_name) ?? tags.find(([key]) => key === "mlflow.runName")?.[1] ?? ""),
    status: statuses.find((status) => status === info.status) ?? "RUNNING",
    startTime: timeIn(info.start_time) ?? 0,
    endTime: timeIn(info.end_time),
    attempt: null,
    user: tags.find(([key]) => key === "mlflow.user")?.[1].slice(0, longestText) ?? null,
    params: textsOf(pairsOf(data?.params)),
    metrics: fieldsOf(metricsOf(data?.metrics)),
    tags: textsOf(tags.filter(([key]) => !isReservedTag(key))),
  };
}

/** Trackside's id of a run that MLflow told of; `null` of one that Trackside did not record. */
export function recordedId({ data }: MlflowRun): string | null {
  return pairsOf(data?.tags).find(([key]) => key === runIdTag)?.[1] ?? null;
}

function pairsOf(list: unknown): (readonly [string, string])[] {
  return itemsIn(list).flatMap(({ key, value }) =>
    typeof key === "string" && typeof value === "string" ? [[key, value] as const] : [],
  );
}

function metricsOf(list: unknown): (readonly [string, MetricValue])[] {
  return itemsIn(list).flatMap(({ key, value }) => {
    const known = typeof value === "number" ? value : notFinite.find((each) => each === value);
    return typeof key === "string" && known !== undefined ? [[key, known] as const] : [];
  });
}

function itemsIn(list: unknown): Readonly<Record<string, unknown>>[] {
  return Array.isArray(list)
    ? list.filter((each): each is Record<string, unknown> => typeof each === "object" && each !== null)
    : [];
}

function textsOf(pairs: readonly (readonly [string, string])[]): Record<string, string> {
  return fieldsOf(pairs.map(([key, value]) => [key, cut(value)]));
}

function fieldsOf<Value>(pairs: readonly (readonly [string, Value])[]): Record<string, Value> {
  return Object.fromEntries(pairs.slice(0, mostFields));
}

function textIn(value: unknown): string | null {
  return typeof value === "string" && value !== "" ? value : null;
}

/** Old servers give large numbers as text. */
function timeIn(value: unknown): number | null {
  const time = typeof value === "string" || typeof value === "number" ? Number(value) : NaN;
  return Number.isFinite(time) && time > 0 ? time : null;
}

function cut(text: string): string {
  return text.length > longestText ? `${text.slice(0, longestText - 1)}…` : text;
}
