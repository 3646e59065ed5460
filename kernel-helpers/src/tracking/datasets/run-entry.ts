import type { CatalogEntry } from "../../catalog";
import { mlflowPlace, readDeliveryState } from "../../delivery";
import { TracksideError } from "../../errors";
import { currentSession } from "../current-session";
import type { RunRecorder } from "../run-recorder";
import { checkKey } from "../validation";

/** `run_id` of an entry. */
export function runIdOf(entry: CatalogEntry): string | undefined {
  return entry.optionalText("run_id", '"3f2a6c0e9b8d4e7f8a1b2c3d4e5f6a7b"');
}

/** The name of a metric that an entry writes below a key; without one it is the dataset's. */
export function metricKeyOf(entry: CatalogEntry, key: "key" | "prefix"): string {
  const name = entry.optionalText(key, "validation.loss") ?? entry.context.name;
  try {
    checkKey("metric", name);
  } catch (cause) {
    throw entry.invalid(key, `names no metric: ${(cause as Error).message}`, "Write another name.");
  }
  return name;
}

/**
 * The run that a dataset is saved into: the current one.
 *
 * @throws TracksideError `tracking.foreign-run` when the entry names another: nodes write to no run but their own.
 */
export function runToSaveInto(dataset: string, runId: string | undefined): RunRecorder {
  const { current } = currentSession();
  if (runId !== undefined && runId !== current.runId) {
    const { mlflowRunId } = mlflowPlace(readDeliveryState(current.directory));
    if (runId !== mlflowRunId) {
      throw new TracksideError(`dataset "${dataset}" names the run ${runId}, which is not the one that is open`, {
        code: "tracking.foreign-run",
        hint: "It can be loaded only: remove run_id from its entry, or give the output another name.",
      });
    }
  }
  return current;
}
