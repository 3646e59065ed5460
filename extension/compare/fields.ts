import type { ListedRun } from "trackside/lib/messages";

import type { RunSort } from "../common";

/** Kinds of fields that runs have by names of their own. */
const kinds = ["metrics", "params", "tags"] as const;
export type FieldKind = (typeof kinds)[number];

/** As many as a table is read at a glance with. */
const columnsOfKindAtFirst = 3;

/** What a field of a run holds; `null` where the run has none of that name. */
export type FieldValue = string | number | null;

/** A field that runs are compared by, with the value of each of them. */
export interface ComparedField {
  readonly name: string;
  readonly values: readonly FieldValue[];
}

/** Names a run for good: by MLflow's id, where it has one. */
export function runKey({ mlflowRunId, runId, historyId }: ListedRun): string {
  return mlflowRunId ?? runId ?? historyId;
}

/** Whether an id, of MLflow's or of Trackside's, is a run's. */
export function isCalled(run: ListedRun, id: string): boolean {
  return run.mlflowRunId === id || run.runId === id;
}

/** The kind and the name of a column such as `metrics.loss`. */
export function partsOf(column: string): { readonly kind: FieldKind | "attributes"; readonly name: string } {
  const point = column.indexOf(".");
  const name = column.slice(point + 1);
  return { kind: kinds.find((each) => each === column.slice(0, point)) ?? "attributes", name };
}

/** What a run has in a column. */
export function valueIn(run: ListedRun, column: string): FieldValue {
  const { kind, name } = partsOf(column);
  if (kind !== "attributes") {
    return Object.hasOwn(run[kind], name) ? (run[kind][name] ?? null) : null;
  }
  switch (name) {
    case "start_time":
      return run.startTime;
    case "duration":
      return run.endTime === null ? null : run.endTime - run.startTime;
    case "status":
      return run.status;
    case "user":
      return run.user;
    default:
      return run.name;
  }
}

/** A value as a number, where it is one: params are text also where they are numbers. */
export function numberOf(value: FieldValue): number | null {
  const number = value === null || value === "" ? NaN : Number(value);
  return Number.isFinite(number) ? number : null;
}

/** The fields of a kind, first come first; those that are the same in all runs are left out unless all are wanted. */
export function comparedFields(runs: readonly ListedRun[], kind: FieldKind, showsAll: boolean): ComparedField[] {
  const names = new Set(runs.flatMap((run) => Object.keys(run[kind])));
  return [...names]
    .map((name) => ({ name, values: runs.map((run) => valueIn(run, `${kind}.${name}`)) }))
    .filter(({ values }) => showsAll || values.some((value) => value !== values[0]));
}

/** Sorts runs; those that have nothing in the column come last, whichever way they are sorted. */
export function sortRuns(runs: readonly ListedRun[], { column, isDescending }: RunSort): ListedRun[] {
  const keyed = runs.map((run) => ({ run, value: valueIn(run, column) }));
  const known = keyed.filter(({ value }) => value !== null);
  known.sort((one, other) => (isDescending ? -1 : 1) * compare(one.value, other.value));
  return [...known, ...keyed.filter(({ value }) => value === null)].map(({ run }) => run);
}

function compare(one: FieldValue, other: FieldValue): number {
  const [left, right] = [numberOf(one), numberOf(other)];
  if (left !== null && right !== null) {
    return left - right;
  }
  // what is no number comes behind those that are
  return left === null && right === null ? String(one).localeCompare(String(other)) : left === null ? 1 : -1;
}

/** A sort in MLflow's words, so that it gives the right ones of more runs than are shown; empty where it has no words. */
export function orderOf({ column, isDescending }: RunSort): string {
  const { kind, name } = partsOf(column);
  const isKnown = kind === "attributes" ? ["start_time", "status", "run_name"].includes(name) : !/[`"']/.test(name);
  return isKnown ? `${kind}.${kind === "attributes" ? name : `\`${name}\``} ${isDescending ? "DESC" : "ASC"}` : "";
}

/** Columns that runs have beside those that all have. */
export function columnsOf(runs: readonly ListedRun[]): string[] {
  return kinds.flatMap((kind) =>
    [...new Set(runs.flatMap((run) => Object.keys(run[kind])))].map((name) => `${kind}.${name}`),
  );
}

/** The columns that are shown until somebody chooses: metrics, and the params in which the runs differ. */
export function columnsAtFirst(runs: readonly ListedRun[]): string[] {
  const differing = (kind: FieldKind) =>
    comparedFields(runs, kind, false)
      .slice(0, columnsOfKindAtFirst)
      .map(({ name }) => `${kind}.${name}`);
  return [...differing("params"), ...differing("metrics")];
}
