import { isConfigMap } from "../config";
import type { NodeView } from "../messages";
import type { NodeRun, NodeRunDone, NodeRunFailed } from "./hooks";

/** A node at work, for display. */
export function viewOfRunning(run: NodeRun): NodeView {
  const { name, startTime, inputs, params } = run;
  return { name, status: "running", startTime, inputs, outputs: [], params: showParams(params), metrics: {} };
}

/** A node that is done, for display. */
export function viewOfDone(run: NodeRunDone): NodeView {
  const { durationMs, outputs, metrics } = run;
  return { ...viewOfRunning(run), status: "ok", durationMs, outputs, metrics };
}

/** A node that failed, for display. */
export function viewOfFailed(run: NodeRunFailed): NodeView {
  const { durationMs, error } = run;
  const shown = error instanceof Error ? `${error.name}: ${error.message}` : String(error);
  return { ...viewOfRunning(run), status: "error", durationMs, error: shown };
}

/** Mappings by their dotted keys, text as it is, the rest as JSON. */
function showParams(params: Readonly<Record<string, unknown>>, prefix = ""): Record<string, string> {
  return Object.fromEntries(
    Object.entries(params).flatMap(([key, value]): [string, string][] =>
      isConfigMap(value)
        ? Object.entries(showParams(value, `${prefix}${key}.`))
        : [[prefix + key, typeof value === "string" ? value : (JSON.stringify(value) ?? String(value))]],
    ),
  );
}
