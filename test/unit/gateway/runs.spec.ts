import { listedFromMlflow } from "../../../kernel-helpers/src/gateway/listed-run";
import { parseRunsQuery, parseServerRunId, serverRunId } from "../../../kernel-helpers/src/gateway/runs-query";
import type { MlflowRun } from "../../../kernel-helpers/src/mlflow-client";

/** As JSON has it, whatever the type says that a server sends. */
const told = (parts: unknown): MlflowRun => parts as MlflowRun;

describe("a run that MLflow tells of", () => {
  it("is taken field by field, and of no more than a comparison can show", () => {
    const many = Array.from({ length: 1_000 }, (_, index) => ({ key: `p${index}`, value: "v".repeat(9_000) }));
    const listed = listedFromMlflow(
      told({
        info: { run_id: "r", run_name: "n".repeat(9_000), status: "SCHEDULED", start_time: "1700", end_time: null },
        data: { params: many, metrics: [{ key: "__proto__", value: 1 }], tags: [] },
      }),
      "r@own",
    );
    expect(listed).toMatchObject({
      mlflowRunId: "r",
      historyId: "r@own",
      status: "RUNNING",
      startTime: 1_700,
      endTime: null,
    });
    expect(listed.name).toHaveLength(500);
    expect(Object.keys(listed.params)).toHaveLength(400);
    expect(listed.params["p0"]).toHaveLength(500);
    expect(Object.entries(listed.metrics)).toEqual([["__proto__", 1]]);
  });

  it.each<[string, unknown]>([
    ["has no data", { info: { run_id: "r" } }],
    ["has a name that is none", { info: { run_id: "r", run_name: 7, start_time: "soon", status: {} }, data: {} }],
    ["has lists that are none", { info: { run_id: "r" }, data: { params: "x", metrics: { a: 1 }, tags: 5 } }],
    [
      "has fields of another kind",
      {
        info: { run_id: "r" },
        data: { params: [null, 3, { key: 1, value: "x" }], metrics: [{ key: "a", value: "high" }], tags: [[]] },
      },
    ],
  ])("stands there with what is right where it %s", (_, run) => {
    expect(listedFromMlflow(told(run), "r@own")).toMatchObject({
      ...{ name: "", status: "RUNNING", startTime: 0, endTime: null, params: {}, metrics: {}, tags: {} },
    });
  });

  it("has its user, and no other tag of MLflow's or Trackside's own", () => {
    const tags = { "mlflow.user": "ada", "mlflow.source.name": "x.ts", "trackside.run_id": "1", stage: "trial" };
    const list = Object.entries(tags).map(([key, value]) => ({ key, value }));
    const run = listedFromMlflow(told({ info: { run_id: "r" }, data: { tags: list } }), "r@own");
    expect([run.user, run.tags]).toEqual(["ada", { stage: "trial" }]);
  });
});

describe("a question for runs", () => {
  it("asks for the newest hundred of all by itself", () => {
    expect(parseRunsQuery(new URLSearchParams(""))).toEqual({ filter: "", order: "", max: 100, also: [] });
  });

  it.each([
    ["max=201", /max must be a whole number from 1 to 200/],
    ["also=a%20b", /also must be given at most 20 times/],
    [`filter=${"x".repeat(2_001)}`, /filter must have at most 2000 characters, not 2001/],
  ])("is refused in words when it is %.30s", (query, message) => {
    expect(() => parseRunsQuery(new URLSearchParams(query))).toThrow(message);
  });

  it("names runs of the server's beside one of the kernel's", () => {
    const run = { besideRunId: "0".repeat(32), mlflowRunId: "f00" };
    expect(parseServerRunId(serverRunId(run))).toEqual(run);
    expect(parseServerRunId("0".repeat(32))).toBeNull();
    expect(parseServerRunId("../x@0")).toBeNull();
  });
});
