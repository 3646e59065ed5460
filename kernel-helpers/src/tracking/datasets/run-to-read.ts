import { existsSync } from "node:fs";
import { mlflowPlace, readDeliveryState } from "../../delivery";
import { TracksideError } from "../../errors";
import { findRecord, listRunIds, runDirectory, type RunRecord } from "../../journal";
import { openedSession } from "../current-session";
import { contentsOf, type RunContents } from "./run-contents";

/** What is looked for, and for which dataset of which project. */
export interface Wanted {
  readonly dataset: string;
  readonly root: string;
  /** As the entry has it: MLflow's id of a run, or Trackside's. */
  readonly runId: string | undefined;
  /** Tells whether a run has it, by its journals. */
  readonly isIn: (contents: RunContents) => boolean;
}

/** A run that has journals in this project, or one that only MLflow knows. */
export type RunToRead =
  | { readonly kind: "recorded"; readonly directory: string }
  | { readonly kind: "foreign"; readonly mlflowRunId: string };

/**
 * Finds the run that a dataset is to be read from: the one that its entry names, else the current one, or where that lacks
 * it another of its session: the attempt before, or the run of the node that made it. Undefined without any run.
 */
export function runToRead({ root, runId, isIn }: Wanted): RunToRead | undefined {
  if (runId !== undefined) {
    const directory = recordedAs(root, runId);
    return directory === undefined ? { kind: "foreign", mlflowRunId: runId } : { kind: "recorded", directory };
  }
  const active = openedSession()?.active;
  if (!active) {
    return undefined;
  }
  const { directory } = active;
  const found = isIn(contentsOf(directory)) ? directory : newestRelative(root, active.runId, isIn);
  return { kind: "recorded", directory: found ?? directory };
}

/** Folder of a run that was recorded in this project, by either id. */
export function recordedAs(root: string, runId: string): string | undefined {
  if (listRunIds(root).includes(runId)) {
    return runDirectory(root, runId);
  }
  return listRunIds(root)
    .map((id) => runDirectory(root, id))
    .find((directory) => mlflowPlace(readDeliveryState(directory)).mlflowRunId === runId);
}

/** A run, its parents and all their children are one session's. */
function newestRelative(root: string, runId: string, isIn: Wanted["isIn"]): string | undefined {
  const openings = new Map(listRunIds(root).flatMap((id) => openingOf(root, id)));
  const ancestor = (id: string): string => {
    const parent = openings.get(id)?.parentRunId;
    return parent ? ancestor(parent) : id;
  };
  const first = ancestor(runId);
  return [...openings]
    .filter(([id]) => id !== runId && ancestor(id) === first)
    .sort(([, left], [, right]) => right.time - left.time)
    .map(([id]) => runDirectory(root, id))
    .find((directory) => isIn(contentsOf(directory)));
}

function openingOf(root: string, id: string): [id: string, opening: RunRecord][] {
  const directory = runDirectory(root, id);
  const opening = existsSync(directory) ? findRecord(directory, "run") : undefined;
  return opening ? [[id, opening]] : [];
}

/** No run is open, and the dataset's entry names none. */
export function noRun({ dataset }: Pick<Wanted, "dataset">): TracksideError {
  return new TracksideError(`dataset "${dataset}" is read from MLflow's run, and none is open`, {
    code: "tracking.no-run",
    hint: "Name the run by run_id in its entry, or save the dataset first: that opens a run.",
  });
}
