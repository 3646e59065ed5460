import type { ArtifactView, Delivery, RunNodeView, RunView } from "trackside/lib/messages";

import { hostileStrings } from "../../unit/extension/hostile-strings";
import { metricView, nodeView, runView } from "../../unit/extension/run-view";

/** A fixed moment, so that two pictures of a story are the same. */
const started = Date.UTC(2026, 2, 14, 9, 26, 53);

const delivery: Delivery = {
  state: "live",
  queued: 0,
  since: null,
  reason: null,
  rejected: [],
  lost: null,
  sinks: [],
};

function artifacts(...paths: readonly string[]): ArtifactView[] {
  return paths.map((path, index) => ({ path, size: 1_024 * 7 ** (index % 8), time: started + 60_000 }));
}

/** A course as a loss takes it: falling, with noise that is the same each time. */
export function fallingCourse(points: number, from: number, to: number): number[] {
  return Array.from({ length: points }, (_, step) => {
    const noise = Math.sin(step * 12.9898) * 0.03 * from;
    return to + (from - to) * Math.exp((-4 * step) / points) + noise * Math.exp((-2 * step) / points);
  });
}

const nodes: readonly RunNodeView[] = [
  nodeView({
    name: "load_companies",
    startTime: started + 400,
    durationMs: 212,
    inputs: [],
    outputs: [{ name: "companies", kind: "table", rows: 77_096, columns: 5 }],
  }),
  nodeView({
    name: "clean",
    startTime: started + 700,
    durationMs: 412,
    inputs: [{ name: "companies", kind: "table", rows: 77_096, columns: 5 }],
    outputs: [{ name: "clean_companies", kind: "table", rows: 76_210, columns: 7 }],
  }),
  nodeView({
    name: "split",
    startTime: started + 1_200,
    durationMs: 48,
    inputs: [
      { name: "clean_companies", kind: "table", rows: 76_210, columns: 7 },
      { name: "params:split", kind: "object" },
    ],
    outputs: [
      { name: "train_set", kind: "table", rows: 60_968, columns: 7 },
      { name: "test_set", kind: "table", rows: 15_242, columns: 7 },
    ],
    params: { "split.test_share": "0.2", "split.seed": "42" },
  }),
  nodeView({
    name: "train",
    startTime: started + 1_300,
    durationMs: 18_420,
    inputs: [
      { name: "train_set", kind: "table", rows: 60_968, columns: 7 },
      { name: "params:train", kind: "object" },
    ],
    outputs: [{ name: "model", kind: "RandomForest" }],
    params: { "train.depth": "8", "train.trees": "200" },
    metrics: { "train/loss": 0.0821 },
  }),
];

/** A run of training that has just ended well. */
export const finished: RunView = runView({
  runId: "4f0c2b",
  mlflowRunId: "8f2c1a7c",
  experiment: "harbour-arrivals",
  name: "arrivals.ipynb",
  status: "FINISHED",
  startTime: started,
  endTime: started + 84_000,
  delivery,
  params: {
    "train.depth": "8",
    "train.trees": "200",
    "train.learning_rate": "0.05",
    "split.test_share": "0.2",
    "split.seed": "42",
    optimizer: "adam",
  },
  metrics: {
    "train/loss": metricView(fallingCourse(120, 0.91, 0.08)),
    "train/accuracy": metricView(fallingCourse(120, 0.31, 0.94)),
    "test/auc": metricView([0.9134]),
    "test/rmse": metricView([12_345.678]),
  },
  tags: { "mlflow.user": "ada", "mlflow.source.name": "arrivals.ipynb", team: "harbour" },
  artifacts: artifacts("report.md", "figures/loss.svg", "figures/confusion.png", "model/forest.json"),
  nodes,
  link: "mlflow/x/#/experiments/1/runs/8f2c1a7c",
});

export const secondAttempt: RunView = {
  ...finished,
  runId: "5a1d3c",
  mlflowRunId: "9a3d2b8e",
  attempt: 2,
  name: "arrivals.ipynb, attempt 2",
  params: { ...finished.params, "train.depth": "12", "train.dropout": "0.1" },
  metrics: { ...finished.metrics, "test/auc": metricView([0.9287]), "test/rmse": metricView([12_811.02]) },
  attempts: [
    { runId: finished.runId, attempt: 1, name: finished.name, status: "FINISHED" },
    { runId: "5a1d3c", attempt: 2, name: "arrivals.ipynb, attempt 2", status: "FINISHED" },
  ],
};

/** A run in which the last node failed. */
export const failed: RunView = {
  ...finished,
  status: "FAILED",
  endTime: started + 21_000,
  metrics: { "train/loss": metricView(fallingCourse(40, 0.91, 0.4)) },
  artifacts: artifacts("tracebacks/train-1.txt"),
  nodes: [
    ...nodes.slice(0, 3),
    nodeView({
      name: "train",
      status: "error",
      startTime: started + 1_300,
      durationMs: 1_840,
      inputs: [{ name: "train_set", kind: "table", rows: 60_968, columns: 7 }],
      outputs: [],
      error: 'TypeError: cannot read "depth" of undefined: is train in parameters.yml?',
    }),
  ],
};

/** MLflow has been away for a while. */
export const offline: RunView = {
  ...finished,
  mlflowRunId: null,
  link: null,
  delivery: {
    ...delivery,
    state: "offline",
    queued: 1_284,
    since: started,
    reason: "connect ECONNREFUSED 127.0.0.1:5000",
  },
};

const longName = "a-notebook-with-a-name-that-somebody-made-by-joining-all-of-its-settings-together-2026-11-27.ipynb";
const longParam = "model.encoder.layers.attention.heads.projection.initialisation.scheme";

/** Names and values longer than anybody would choose. */
export const longNames: RunView = {
  ...finished,
  name: longName,
  experiment: "/Shared/teams/forecasting/very/deep/folders/of/experiments/nobody/can/find/again",
  params: {
    [longParam]: "xavier_uniform_with_a_gain_of_1.4142135623",
    url: `https://example.org/${"path/".repeat(40)}`,
  },
  attempts: [
    { runId: "earlier", attempt: 1, name: longName, status: "FINISHED" },
    {
      ...{ runId: finished.runId, attempt: 2, name: `${longName} #2`, status: "FINISHED" },
      changed: [{ key: longParam, before: null, after: "xavier_uniform_with_a_gain_of_1.4142135623" }],
    },
  ],
  metrics: {
    "validation/fold_12/macro_averaged_precision_recall_area_under_curve": metricView(fallingCourse(30, 0.2, 0.9)),
    x: { last: "NaN", step: 1_234_567, count: 1_234_568, points: [], lowest: null, highest: null },
  },
  artifacts: artifacts(`deep/${"folder/".repeat(12)}a-file-with-a-rather-long-name-as-well.parquet`),
  nodes: [
    nodeView({
      name: "forecasting.preprocessing.features.join_weather_with_arrivals_and_tides",
      inputs: [
        {
          name: "forecasting.preprocessing.intermediate_weather_observations",
          kind: "table",
          rows: 123_456_789,
          columns: 1_024,
        },
      ],
    }),
  ],
};

const [firstHostile = ""] = hostileStrings;

/** Whatever anybody could put into a tracking server. */
export const hostile: RunView = {
  ...finished,
  name: firstHostile,
  experiment: hostileStrings[1] ?? "",
  params: Object.fromEntries(hostileStrings.map((text) => [text, text])),
  metrics: Object.fromEntries(hostileStrings.map((text, index) => [text, metricView([index, index + 1])])),
  tags: Object.fromEntries(hostileStrings.map((text) => [text, text])),
  artifacts: artifacts(...hostileStrings),
  cells: hostileStrings.map((text, index) => ({
    ...{
      order: index + 1,
      executionCount: index + 1,
      cellId: text,
      status: "ok" as const,
      startTime: 0,
      durationMs: 40,
    },
    title: text,
    logged: { params: { count: 1, names: [text] } },
  })),
  nodes: hostileStrings.map((text) =>
    nodeView({
      name: text,
      status: "error",
      inputs: [{ name: text, kind: text }],
      outputs: [],
      params: { [text]: text },
      error: text,
    }),
  ),
  delivery: { ...delivery, state: "offline", queued: 1, since: started, reason: firstHostile },
};
