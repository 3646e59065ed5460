import type { ListedRun, MetricView, RunNodeView, RunView } from "trackside/lib/messages";

/** A running run with a little of everything; `parts` replace what a test is about. */
export function runView(parts: Partial<RunView> = {}): RunView {
  return {
    runId: "run-1",
    mlflowRunId: "8f2c1a",
    experiment: "spaceflights",
    name: "train.ipynb",
    status: "RUNNING",
    startTime: Date.now() - 65_000,
    endTime: null,
    attempt: 1,
    attempts: [],
    delivery: { state: "live", queued: 0, since: null, reason: null, rejected: [], lost: null, sinks: [] },
    params: { "train.depth": "8" },
    metrics: { loss: metricView([0.9, 0.4, 0.12345678]) },
    tags: { "mlflow.user": "ada" },
    inputs: [],
    artifacts: [{ path: "figures/loss.svg", size: 2048, time: 0 }],
    nodes: [nodeView()],
    cells: [],
    link: "mlflow/#/experiments/1/runs/8f2c1a",
    ...parts,
  };
}

/** A run of the experiment that somebody else recorded. */
export function listedRun(parts: Partial<ListedRun> = {}): ListedRun {
  return {
    ...{ runId: null, mlflowRunId: "m1", historyId: "m1@run-1", name: "search", status: "FINISHED", attempt: null },
    ...{ startTime: 1_000, endTime: 61_000, user: "grace", params: {}, metrics: {}, tags: {} },
    ...parts,
  };
}

export function metricView(values: readonly number[]): MetricView {
  return {
    last: values.at(-1) ?? 0,
    step: values.length - 1,
    count: values.length,
    points: values.map((value, step) => [step, value]),
    lowest: extreme(values, Math.min(...values)),
    highest: extreme(values, Math.max(...values)),
  };
}

function extreme(values: readonly number[], value: number): MetricView["lowest"] {
  return values.length === 0 ? null : { value, step: values.indexOf(value) };
}

export function nodeView(parts: Partial<RunNodeView> = {}): RunNodeView {
  return {
    name: "clean",
    status: "ok",
    startTime: 0,
    durationMs: 412,
    inputs: [{ name: "companies", kind: "table", rows: 1024, columns: 6 }],
    outputs: [{ name: "clean_companies", kind: "table", rows: 1018, columns: 6 }],
    params: {},
    metrics: {},
    ...parts,
  };
}
