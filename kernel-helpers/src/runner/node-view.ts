import { isConfigMap } from "../config";
import type { NodeView } from "../messages";
import { digestsOf } from "./lineage";
import type { NodeRun, NodeRunDone, NodeRunFailed } from "./hooks";

/** A node at work, for display. */
export function viewOfRunning(run: NodeRun): NodeView {
  return viewOf(run, { status: "running" });
}

/** A node is shown by several hooks, and put into the run's result. */
const doneViews = new WeakMap<NodeRunDone, NodeView>();

/** A node that is done, for display. */
export function viewOfDone(run: NodeRunDone): NodeView {
  let view = doneViews.get(run);
  if (!view) {
    view = describeDone(run);
    doneViews.set(run, view);
  }
  return view;
}

function describeDone(run: NodeRunDone): NodeView {
  const { durationMs, outputs, metrics, cached } = run;
  const digests = digestsOf(run);
  const view = viewOf(run, { status: "ok", durationMs, outputs, metrics });
  return Object.assign(view, digests && { digests }, cached && { cached });
}

/** A node that failed, for display. */
export function viewOfFailed(run: NodeRunFailed): NodeView {
  const { durationMs, error } = run;
  const shown = error instanceof Error ? `${error.name}: ${error.message}` : String(error);
  return viewOf(run, { status: "error", durationMs, error: shown });
}

/** Params are put into words where somebody looks at them: most views of thousands of nodes are never seen. */
function viewOf(
  { name, startTime, inputs, params }: NodeRun,
  outcome: Pick<NodeView, "status"> & Partial<Omit<NodeView, "params">>,
): NodeView {
  const view: Omit<NodeView, "status"> = {
    name,
    startTime,
    inputs,
    outputs: [],
    get params() {
      return showParams(params);
    },
    metrics: {},
  };
  return Object.assign(view, outcome);
}

type ParamTexts = Readonly<Record<string, string>>;

/** A node is shown several times, and by several hooks: its params are put into words once. */
const paramTexts = new WeakMap<object, ParamTexts>();

/** Mappings by their dotted keys, text as it is, the rest as JSON. */
function showParams(params: Readonly<Record<string, unknown>>): ParamTexts {
  let texts = paramTexts.get(params);
  if (!texts) {
    texts = collectTexts(params, "", {});
    paramTexts.set(params, texts);
  }
  return texts;
}

function collectTexts(
  params: Readonly<Record<string, unknown>>,
  prefix: string,
  texts: Record<string, string>,
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
