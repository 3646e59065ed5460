import type { CellView, NodeView, RunNodeView, RunView } from "trackside/lib/messages";

import { nodeView } from "../../unit/extension/run-view";
import { finished } from "./runs";

const { startTime: started } = finished;
const table = (name: string, rows: number) => ({ name, kind: "table", rows, columns: 7 });

const done: readonly NodeView[] = [
  { name: "load_calls", inputs: [], outputs: [table("calls", 77_096)], durationMs: 212 },
  { name: "load_weather", inputs: [], outputs: [table("weather", 8_760)], durationMs: 96 },
  { name: "join", inputs: [table("calls", 77_096), table("weather", 8_760)], outputs: [table("joined", 76_210)] },
  {
    name: "split",
    inputs: [table("joined", 76_210)],
    outputs: [table("train_set", 60_968), table("test_set", 15_242)],
  },
].map((parts, index) => ({
  ...{ status: "ok" as const, startTime: started + 400 * index, durationMs: 412, params: {}, metrics: {} },
  ...parts,
}));

/** Nodes as a cell shows them below itself. */
export const nodesBelow: readonly NodeView[] = [
  ...done,
  {
    ...{ name: "train", status: "error", startTime: started + 1_600, durationMs: 1_840 },
    ...{ inputs: [table("train_set", 60_968)], outputs: [] },
    ...{ params: { "train.depth": "8" }, metrics: { "train/loss": 0.0821 } },
    error: 'TypeError: cannot read "depth" of undefined: is train in parameters.yml?',
  },
];

/** A pipeline that parts and joins again, in every state that there is. */
export const branching: readonly RunNodeView[] = [
  ...done,
  nodeView({
    name: "forest",
    status: "running",
    inputs: [table("train_set", 60_968)],
    outputs: [{ name: "forest_model", kind: "" }],
  }),
  nodeView({
    ...{ name: "baseline", status: "error", error: "Error: no rows", durationMs: 31 },
    ...{ inputs: [table("train_set", 60_968)], outputs: [{ name: "baseline_model", kind: "" }] },
  }),
  {
    ...{ name: "compare", status: "skipped", params: {}, metrics: {} },
    inputs: [{ name: "forest_model", kind: "" }, { name: "baseline_model", kind: "" }, table("test_set", 15_242)],
    outputs: [{ name: "report", kind: "text" }],
  },
];

const cells: readonly CellView[] = [
  { title: 'import { train } from "./models";', logged: {} },
  { title: 'mlflow.logParam("depth", 8);', logged: { params: { count: 1, names: ["depth"] } } },
  {
    title: 'await run("training");',
    logged: {
      nodes: { count: 4, names: ["load_calls", "load_weather", "join"] },
      metrics: { count: 1, names: ["train/loss"] },
    },
  },
].map((parts, index) => ({
  ...{ order: index + 1, executionCount: index + 1, cellId: `cell-${index}`, status: "ok" as const },
  ...{ startTime: started + 300 * index, durationMs: 40 + 900 * index, ...parts },
}));

/** A run that goes on, a minute after its start. */
export const training: RunView = {
  ...finished,
  ...{ status: "RUNNING", endTime: null, cells, nodes: branching },
  attempts: [{ runId: finished.runId, attempt: 1, name: finished.name, status: "RUNNING" }],
};
