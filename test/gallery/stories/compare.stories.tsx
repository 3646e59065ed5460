import type { JSX } from "react";
import type { ExecutedCell, MetricHistory, RunList } from "trackside/lib/messages";

import { PanelLayout, PanelServicesProvider, type PanelServices } from "../../../extension/common";
import { WideComparison } from "../../../extension/compare";
import { hostileStrings } from "../../unit/extension/hostile-strings";
import { listedRun } from "../../unit/extension/run-view";
import type { Story } from "../story";
import { panel, services } from "./panel.stories";
import { fallingCourse, finished, hostile, secondAttempt } from "./runs";

const depths = [4, 6, 8, 10, 12, 16, 24];

/** Runs of a search over depths, as other people recorded them. */
export const searched: RunList = {
  runs: depths.map((depth, index) =>
    listedRun({
      ...{ mlflowRunId: `m${index}`, historyId: `m${index}@5a1d3c`, name: `search, depth ${depth}` },
      ...{ startTime: secondAttempt.startTime - 3_600_000 * (index + 1), endTime: secondAttempt.startTime },
      status: index === 3 ? "FAILED" : "FINISHED",
      user: index % 2 === 0 ? "grace" : "ada",
      params: { ...secondAttempt.params, "train.depth": String(depth), optimizer: index % 2 === 0 ? "adam" : "sgd" },
      metrics: {
        "test/auc": 0.88 + 0.008 * index - 0.0011 * index ** 2,
        "test/rmse": 14_100 - 420 * index + 61.5 * index ** 2,
        "train/loss": 0.21 / (index + 1),
      },
      tags: { team: "harbour" },
    }),
  ),
  hasMore: true,
  away: null,
};

/** Only the attempt before, whose cells are known. */
const attempts: RunList = {
  runs: [listedRun({ runId: finished.runId, historyId: finished.runId, name: finished.name, params: finished.params })],
  ...{ hasMore: false, away: null },
};

const hostileList: RunList = {
  runs: hostileStrings.map((text, index) =>
    listedRun({
      ...{ mlflowRunId: `h${index}`, historyId: `h${index}@5a1d3c`, name: text, user: text },
      params: { [text]: text, depth: text },
      metrics: { [text]: index, loss: index },
      tags: { [text]: text },
    }),
  ),
  hasMore: false,
  away: hostileStrings[1] ?? "",
};

function executedCell(executionCount: number, cellId: string, source: string): ExecutedCell {
  return { executionCount, cellId, source, status: "ok", startTime: finished.startTime, durationMs: 1_200 };
}

const training = (depth: number, ...more: readonly string[]): string =>
  [`const depth = ${depth};`, "const model = await train(ships, { depth });", ...more, "await evaluate(model);"].join(
    "\n",
  );

/** Cells of the two attempts: one that has changed, one that is new, and one that was not executed again. */
const cellsOf: Readonly<Record<string, readonly ExecutedCell[]>> = {
  [finished.runId]: [
    executedCell(1, "c1", 'const ships = await catalog.load("ships");'),
    executedCell(2, "c2", training(8)),
    executedCell(3, "c3", "await show(ships);"),
  ],
  [secondAttempt.runId]: [
    executedCell(1, "c1", 'const ships = await catalog.load("ships");'),
    executedCell(4, "c2", training(12, 'mlflow.setTag("regularised", "by dropout");')),
    executedCell(
      5,
      "c4",
      'mlflow.logDict({ berths: 12, note: "a line that is longer than the panel is wide" }, "harbour.json");',
    ),
  ],
};

/** A gateway that knows of a list of runs, of their cells, and of a course for each metric. */
export function answering(list: RunList): Partial<PanelServices["gateway"]> {
  return {
    get: async <Answer,>(path: string, query: Readonly<Record<string, string | readonly string[]>> = {}) => {
      const values = fallingCourse(60, 0.9, String(query["run"]).length / 400);
      const history: MetricHistory = {
        series: [query["key"] ?? []].flat().map((key) => ({
          ...{ key, count: 60, after: 0, values, timeOrigin: finished.startTime },
          ...{ steps: values.map((_, step) => step), times: values.map((_, step) => step * 500) },
        })),
      };
      const cells = { cells: cellsOf[String(query["run"])] ?? [] };
      return (path === "runs" ? list : path === "cells" ? cells : history) as Answer;
    },
  };
}

function wide(list: RunList, run = secondAttempt): JSX.Element {
  const layout = new PanelLayout();
  void layout.setCompare({ chosen: list.runs.slice(0, 2).map(({ mlflowRunId }) => mlflowRunId ?? "") });
  return (
    <PanelServicesProvider value={{ ...services, gateway: { ...services.gateway, ...answering(list) } }}>
      <WideComparison
        view={{ kind: "compare", kernelId: "k1", name: "" }}
        run={run}
        baseline={finished}
        layout={layout}
      />
    </PanelServicesProvider>
  );
}

const compared = { run: secondAttempt, baseline: finished };

export const compareStories: readonly Story[] = [
  { name: "compare, a search over depths", render: () => panel(compared, "compare", answering(searched)) },
  {
    name: "compare, MLflow away",
    render: () =>
      panel(
        compared,
        "compare",
        answering({
          runs: [],
          hasMore: false,
          away: "MLflow at http://127.0.0.1:5000 does not answer: connect ECONNREFUSED",
        }),
      ),
  },
  {
    name: "compare, a wrong filter",
    render: () =>
      panel(compared, "compare", {
        get: () =>
          Promise.reject(
            new Error('Invalid clause(s) in filter string: "metrics.loss <"\nFor example: metrics.loss < 0.1'),
          ),
      }),
  },
  {
    name: "compare, code of cells",
    height: 900,
    render: () => panel(compared, "compare", answering(attempts), { "compare:code": true }),
  },
  {
    name: "hostile values, compare with hostile runs",
    render: () => panel({ run: hostile, baseline: finished }, "compare", answering(hostileList)),
  },
  { name: "compare, wide", wide: true, height: 900, render: () => wide(searched) },
  { name: "hostile values, compare wide", wide: true, height: 900, render: () => wide(hostileList, hostile) },
];
