import type { AttemptView, ParamChange } from "../messages";
import type { RunProjection } from "./run-projection";

/** A list says what was changed on purpose; a run with more changes than this is another run altogether. */
const mostChanges = 20;

/** The runs of a session as a list, each attempt with the params by which it differs from the one before it. */
export function attemptViews(runs: readonly RunProjection[]): AttemptView[] {
  return runs.flatMap((each) => {
    const { run, name, status } = each;
    if (!run) {
      return [];
    }
    const { runId, attempt } = run;
    const before = attempt > 1 ? runs.find((other) => other.run?.attempt === attempt - 1) : undefined;
    const changed = before ? { changed: paramChanges(before.params, each.params) } : {};
    return [{ runId, attempt, name, status, ...changed }];
  });
}

function paramChanges(before: ReadonlyMap<string, string>, after: ReadonlyMap<string, string>): ParamChange[] {
  const changes: ParamChange[] = [];
  for (const key of new Set([...after.keys(), ...before.keys()])) {
    const change = { key, before: before.get(key) ?? null, after: after.get(key) ?? null };
    if (change.before !== change.after) {
      changes.push(change);
    }
    if (changes.length === mostChanges) {
      break;
    }
  }
  return changes;
}
