import { applyChange, keepIdentities } from "../../../../extension/feed";
import { metricView, nodeView, runView } from "../run-view";

describe("applyChange", () => {
  it("replaces top-level fields", () => {
    const next = applyChange(runView(), { status: "FINISHED", endTime: 5 });
    expect(next).toMatchObject({ status: "FINISHED", endTime: 5, name: "train.ipynb" });
  });

  it("merges params, metrics and tags by key", () => {
    const next = applyChange(runView({ params: { a: "1", b: "2" } }), {
      params: { b: "3", c: "4" },
      tags: { note: "x" },
    });
    expect(next.params).toEqual({ a: "1", b: "3", c: "4" });
    expect(next.tags).toEqual({ "mlflow.user": "ada", note: "x" });
  });

  it("keeps the identity of every metric but the one that changed", () => {
    const run = runView({ metrics: { loss: metricView([1]), accuracy: metricView([0.5]) } });
    const next = applyChange(run, { metrics: { loss: metricView([1, 0.5]) } });
    expect(next.metrics["accuracy"]).toBe(run.metrics["accuracy"]);
    expect(next.metrics["loss"]).not.toBe(run.metrics["loss"]);
    expect(next.params).toBe(run.params);
  });

  it("keeps the identity of nodes that come again unchanged", () => {
    const run = runView({ nodes: [nodeView(), nodeView({ name: "train", status: "running" })] });
    const next = applyChange(run, { nodes: [nodeView(), nodeView({ name: "train", durationMs: 9 })] });
    expect(next.nodes[0]).toBe(run.nodes[0]);
    expect(next.nodes[1]).toMatchObject({ name: "train", status: "ok" });
  });

  it("merges nodes by name, in their places, those that are new behind them", () => {
    const run = runView({ nodes: [nodeView(), nodeView({ name: "train", status: "waiting" })] });
    const next = applyChange(run, { nodes: [nodeView({ name: "report" }), nodeView({ status: "error" })] });
    expect(next.nodes.map(({ name, status }) => [name, status])).toEqual([
      ["clean", "error"],
      ["train", "waiting"],
      ["report", "ok"],
    ]);
    expect(next.nodes[1]).toBe(run.nodes[1]);
  });

  it("treats names of object members as names like any other", () => {
    const change = JSON.parse('{"params": {"__proto__": "p", "constructor": "c"}}') as object;
    const next = applyChange(runView({ params: {} }), change);
    expect(Object.entries(next.params)).toEqual([
      ["__proto__", "p"],
      ["constructor", "c"],
    ]);
  });
});

describe("keepIdentities", () => {
  it("changes nothing visible when the same view comes again after a reconnection", () => {
    const run = runView();
    const again = keepIdentities(run, structuredCopy(run));
    expect(again.metrics).toBe(run.metrics);
    expect(again.nodes).toBe(run.nodes);
    expect(again.delivery).toBe(run.delivery);
  });
});

function structuredCopy<T>(value: T): T {
  return JSON.parse(JSON.stringify(value)) as T;
}
