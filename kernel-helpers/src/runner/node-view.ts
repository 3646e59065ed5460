import { isConfigMap } from "../config";
import type { NodeView } from "../messages";
import { digestsOf } from "./lineage";
import type { NodeRun, NodeRunDone, NodeRunFailed } from "./hooks";

/** Of a node at work: several hooks show it. */
const runningViews = new WeakMap<NodeRun, NodeView>();

/** A node at work, for display. */
export function viewOfRunning(run: NodeRun): NodeView {
  return keptOrMade(runningViews, run, describeRunning);
}

/** A node is shown by several hooks, and put into the run's result. */
const doneViews = new WeakMap<NodeRunDone, NodeView>();

/** A node that is done, for display. */
export function viewOfDone(run: NodeRunDone): NodeView {
  return keptOrMade(doneViews, run, describeDone);
}

function describeRunning(run: NodeRun): NodeView {
  return viewOf(run, "running");
}

function describeDone(run: NodeRunDone): NodeView {
  const view = viewOf(run, "ok", run.outputs, run.metrics);
  view.durationMs = run.durationMs;
  const digests = digestsOf(run);
  if (digests) {
    view.digests = digests;
  }
  if (run.cached) {
    view.cached = true;
  }
  return view;
}

/** A node that failed, for display. */
export function viewOfFailed(run: NodeRunFailed): NodeView {
  const { durationMs, error } = run;
  const view = viewOf(run, "error");
  view.durationMs = durationMs;
  view.error = error instanceof Error ? `${error.name}: ${error.message}` : String(error);
  return view;
}

/** Made by assignment: to spread or assign objects takes several times as long, for each of thousands of nodes. */
type ViewInMaking = { -readonly [Key in keyof NodeView]: NodeView[Key] };

/** Params are put into words where somebody looks at them: most views of thousands of nodes are never seen. */
function viewOf(
  { name, startTime, inputs, params }: NodeRun,
  status: NodeView["status"],
  outputs: NodeView["outputs"] = [],
  metrics: NodeView["metrics"] = {},
): ViewInMaking {
  return {
    name,
    status,
    startTime,
    inputs,
    outputs,
    get params() {
      return showParams(params);
    },
    metrics,
  };
}

type ParamTexts = Readonly<Record<string, string>>;

/** A node is shown several times, and by several hooks: its params are put into words once. */
const paramTexts = new WeakMap<NodeRun["params"], ParamTexts>();

/** Mappings by their dotted keys, text as it is, the rest as JSON. */
function showParams(params: Readonly<Record<string, unknown>>): ParamTexts {
  return keptOrMade(paramTexts, params, collectTexts);
}

function keptOrMade<Key extends object, Made>(kept: WeakMap<Key, Made>, key: Key, make: (key: Key) => Made): Made {
  let made = kept.get(key);
  if (made === undefined) {
    made = make(key);
    kept.set(key, made);
  }
  return made;
}

function collectTexts(
  params: Readonly<Record<string, unknown>>,
  prefix = "",
  texts: Record<string, string> = {},
): ParamTexts {
  for (const [key, value] of Object.entries(params)) {
    if (isConfigMap(value)) {
      collectTexts(value, `${prefix}${key}.`, texts);
    } else {
      texts[prefix + key] = textOf(value);
    }
  }
  return texts;
}

function textOf(value: unknown): string {
  // Most parameters are numbers, and this is what JSON makes of them.
  return typeof value === "string" || Number.isFinite(value) ? String(value) : (JSON.stringify(value) ?? String(value));
}
