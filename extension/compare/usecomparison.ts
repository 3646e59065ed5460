import { useMemo } from "react";
import { isReservedTag, type ListedRun, type RunView } from "trackside/lib/messages";

import type { PanelLayout, TabProps } from "../common";
import { isCalled, orderOf, runKey, sortRuns } from "./fields";
import { useRunList, type AskedRuns } from "./userunlist";

/** Columns of more runs than these tell nothing any more; it is also what the gateway looks up by id. */
export const mostCompared = 12;

export const compareFilter = "compare";

export interface Comparison extends AskedRuns {
  /** All that can be chosen, sorted; those that are compared are there whatever is searched for. */
  readonly runs: readonly ListedRun[];
  /** The one that the others are compared with, the run that is shown, and the others that are chosen. */
  readonly compared: readonly ListedRun[];
  readonly filter: string;
  readonly toggle: (run: ListedRun) => void;
  /** Has the others compared with a run. */
  readonly compareWith: (run: ListedRun) => void;
}

/** The runs that can be compared with one, and those that are. */
export function useComparison({ run, baseline, kernelId, layout }: TabProps): Comparison {
  const { chosen, sort } = layout.arrangement.compare;
  const filter = layout.arrangement.filters[compareFilter] ?? "";
  const asked = useRunList({ kernelId, run, filter, order: orderOf(sort), also: chosen });
  const current = useMemo(() => listedOf(run), [run.runId, run.name, run.status, run.params, run.metrics, run.tags]);
  const found = useMemo(() => withLive(asked.list?.runs ?? [], current), [asked.list, current]);
  const others = useMemo(() => chosenOf(found, chosen, current, baseline), [found, chosen, current, baseline]);
  const runs = useMemo(() => sortRuns([...new Set([...found, ...others])], sort), [found, others, sort]);
  const compared = useMemo(() => [...others.slice(0, 1), current, ...others.slice(1)], [others, current]);
  return {
    ...asked,
    ...{ runs, compared, filter },
    toggle: (toggled) => {
      const isChosen = others.some((each) => runKey(each) === runKey(toggled));
      const next = isChosen ? others.filter((each) => runKey(each) !== runKey(toggled)) : [...others, toggled];
      choose(layout, next);
    },
    compareWith: (first) => {
      choose(layout, [first, ...others.filter((each) => runKey(each) !== runKey(first))]);
    },
  };
}

function choose(layout: PanelLayout, runs: readonly ListedRun[]): void {
  void layout.setCompare({ chosen: runs.slice(0, mostCompared).map(runKey) });
}

/** A list is as old as the answer; the run that is shown is as it is now. */
function withLive(list: readonly ListedRun[], current: ListedRun): ListedRun[] {
  const others = list.filter((run) => run.runId !== current.runId);
  // a server that names a run twice is not to be believed
  return [...new Map([...others, current].map((run) => [runKey(run), run])).values()];
}

/** Those that were chosen and are known here; else the attempt that the whole panel compares with. */
function chosenOf(
  known: readonly ListedRun[],
  chosen: readonly string[],
  current: ListedRun,
  baseline: RunView | null,
): ListedRun[] {
  const found = chosen.flatMap((id) => known.find((run) => isCalled(run, id)) ?? []);
  const others = found.filter((run) => run.runId !== current.runId);
  return others.length > 0 || baseline === null
    ? others
    : [known.find(({ runId }) => runId === baseline.runId) ?? listedOf(baseline)];
}

/** The run that the panel shows, as a list has it. */
function listedOf(run: RunView): ListedRun {
  return {
    ...{ runId: run.runId, mlflowRunId: run.mlflowRunId, historyId: run.runId },
    ...{ name: run.name, status: run.status, startTime: run.startTime, endTime: run.endTime, attempt: run.attempt },
    user: run.tags["mlflow.user"] ?? null,
    params: run.params,
    metrics: Object.fromEntries(Object.entries(run.metrics).map(([name, { last }]) => [name, last])),
    tags: Object.fromEntries(Object.entries(run.tags).filter(([key]) => !isReservedTag(key))),
  };
}
