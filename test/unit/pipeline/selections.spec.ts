import { inspect } from "node:util";
import { node, pipeline, type Pipeline, type PipelineNode } from "../../../kernel-helpers/src/pipeline";
import { rejection } from "../../support/rejection";

const make = (
  inputs: string[],
  outputs: string | string[],
  name: string,
  more: { tags?: string[]; namespace?: string } = {},
): PipelineNode => node((...values: unknown[]) => values, inputs, outputs, { name, ...more });

const names = (of: Pipeline) => of.nodes.map((each) => each.name);

// raw -> load -> table -> eu.clean -> clean -> eu.ferries.train -> model -> report
//                              \-> us.count -> counts
const whole = pipeline([
  make(["model"], "page", "report", { tags: ["late"] }),
  make(["table@arrow"], "clean", "clean", { namespace: "eu", tags: ["quick"] }),
  make(["raw"], "table@csv", "load", { tags: ["quick"] }),
  make(["table@arrow"], "counts", "count", { namespace: "us" }),
  make(["clean", "params:train"], "model", "train", { namespace: "eu.ferries", tags: ["late", "slow"] }),
]);

describe("a pipeline", () => {
  it("has its nodes in layers, which keep the order given", () => {
    expect(whole.groups.map((group) => group.map((each) => each.name))).toEqual([
      ["load"],
      ["eu.clean", "us.count"],
      ["eu.ferries.train"],
      ["report"],
    ]);
  });

  it("joins nodes by datasets in whatever form", () => {
    expect(whole.inputs).toEqual(["raw", "params:train"]);
    expect(whole.outputs).toEqual(["counts", "page"]);
    expect(whole.datasets).toEqual([
      "raw",
      "table@csv",
      "table@arrow",
      "clean",
      "counts",
      "params:train",
      "model",
      "page",
    ]);
  });

  it("may be empty", () => {
    expect(pipeline([])).toMatchObject({ nodes: [], groups: [], inputs: [], outputs: [], datasets: [] });
  });

  it("says what it is made of when a cell ends with it", () => {
    expect(inspect(whole.toNodes("eu.clean"))).toBe(
      "Pipeline { 2 nodes: load, eu.clean; inputs: raw; outputs: clean }",
    );
    const many = pipeline(Array.from({ length: 12 }, (_, index) => make([`in${index}`], `out${index}`, `n${index}`)));
    expect(inspect(many)).toContain("12 nodes: n0, n1, n2, n3, n4, n5, n6, n7, n8, n9 and 2 more;");
  });

  it("refuses a dataset with a form here and without one there", async () => {
    const error = await rejection(() => pipeline([make(["a"], "b@csv", "x"), make(["b"], "c", "y")]));
    expect(error.code).toBe("pipeline.transcoding");
    expect(error.message).toContain('"b" is used as "b" and as "b@csv"');
  });
});

describe("a selection", () => {
  it.each<[string, () => Pipeline, string[]]>([
    ["nodes by name", () => whole.onlyNodes("report", "load"), ["load", "report"]],
    ["takers of a dataset in every form", () => whole.onlyNodesWithInputs("table"), ["eu.clean", "us.count"]],
    ["takers of a dataset in one form", () => whole.onlyNodesWithInputs("table@csv"), []],
    ["makers of a dataset in one form", () => whole.onlyNodesWithOutputs("table@csv"), ["load"]],
    ["makers of what comes from outside", () => whole.onlyNodesWithOutputs("raw"), []],
    [
      "nodes with any of the tags",
      () => whole.onlyNodesWithTags("slow", "quick"),
      ["load", "eu.clean", "eu.ferries.train"],
    ],
    ["nodes with no tag at all", () => whole.onlyNodesWithTags(), []],
    ["a namespace with those within", () => whole.onlyNodesWithNamespaces(["eu"]), ["eu.clean", "eu.ferries.train"]],
    ["what depends on nodes", () => whole.fromNodes("eu.clean"), ["eu.clean", "eu.ferries.train", "report"]],
    ["what nodes need", () => whole.toNodes("us.count"), ["load", "us.count"]],
    ["what depends on datasets", () => whole.fromInputs("model", "table@arrow"), names(whole).slice(1)],
    ["what depends on a parameter", () => whole.fromInputs("params:train"), ["eu.ferries.train", "report"]],
    ["what datasets need", () => whole.toOutputs("clean"), ["load", "eu.clean"]],
    [
      "what meets every condition",
      () => whole.filter({ tags: "late", fromNodes: "eu.clean", toNodes: ["eu.ferries.train"] }),
      ["eu.ferries.train"],
    ],
    ["all, without conditions", () => whole.filter({}), names(whole)],
  ])("picks %s", (_, select, expected) => {
    expect(names(select())).toEqual(expected);
  });

  it.each<[string, () => Pipeline, string, string]>([
    ["an unknown node", () => whole.fromNodes("lod"), "pipeline.unknown-node", 'Did you mean "load"?'],
    ["a name without its namespace", () => whole.toNodes("train"), "pipeline.unknown-node", '"eu.ferries.train"'],
    ["an unknown dataset", () => whole.toOutputs("modell"), "pipeline.unknown-dataset", 'Did you mean "model"?'],
    [
      "an unknown form",
      () => whole.fromInputs("table@arow"),
      "pipeline.unknown-dataset",
      'Did you mean "table@arrow"?',
    ],
    ["a form of a plain dataset", () => whole.fromInputs("raw@csv"), "pipeline.unknown-dataset", "raw"],
    ["an unknown namespace", () => whole.onlyNodesWithNamespaces(["e"]), "pipeline.unknown-namespace", '"eu"'],
    ["an unknown tag", () => whole.filter({ tags: ["quik"] }), "pipeline.empty", 'Did you mean "quick"?'],
    ["an empty list", () => whole.filter({ nodeNames: [] }), "pipeline.empty", "named (an empty list)"],
    [
      "conditions that no node meets",
      () => whole.filter({ toOutputs: "counts", nodeNamespaces: ["eu"], tags: ["late", "slow"] }),
      "pipeline.empty",
      'No node is tagged "late" or "slow" and needed for dataset "counts" and in namespace "eu".',
    ],
    ["an empty pipeline", () => pipeline([]).filter({}), "pipeline.empty", "has no nodes"],
  ])("refuses %s", async (_, select, code, hint) => {
    const error = await rejection(select);
    expect(error.code).toBe(code);
    expect(error.hint).toContain(hint);
  });
});

describe("a pipeline of another copy of the package", () => {
  it("is a part like any other", () => {
    jest.isolateModules(() => {
      const other = jest.requireActual<typeof import("../../../kernel-helpers/src/pipeline")>(
        "../../../kernel-helpers/src/pipeline",
      );
      expect(other.pipeline).not.toBe(pipeline);
      const foreign = other.pipeline([other.node(() => 1, "page", "mail", { name: "send" })]);
      expect(names(whole.union(foreign).difference(other.pipeline(whole)))).toEqual(["send"]);
      expect(names(pipeline(foreign, { namespace: "eu" }))).toEqual(["eu.send"]);
    });
  });
});

describe("algebra", () => {
  const early = whole.onlyNodesWithTags("quick");
  const eu = whole.onlyNodesWithNamespaces("eu");

  it("joins, subtracts and intersects, in an order in which the nodes can run", () => {
    expect(names(eu.union(early, whole.onlyNodes("report")))).toEqual([
      "load",
      "eu.clean",
      "eu.ferries.train",
      "report",
    ]);
    expect(names(whole.difference(eu))).toEqual(["load", "report", "us.count"]);
    expect(names(eu.intersection(early))).toEqual(["eu.clean"]);
  });

  it("takes single nodes, too", () => {
    const extra = make(["page"], "mail", "send");
    expect(names(eu.union(extra))).toEqual(["eu.clean", "send", "eu.ferries.train"]);
    expect(names(whole.difference(whole.nodes[0] as PipelineNode))).not.toContain("load");
  });

  it("knows a node that its cell made anew, by its name, inputs and outputs", () => {
    const again = (properties: Record<string, string>) =>
      node((of: object) => of, properties as never, "c", { name: "n" });
    const one = pipeline(again({ a: "x", b: "y" }));
    expect(names(one.union(again({ b: "y", a: "x" })))).toEqual(["n"]);
    expect(names(one.difference(again({ b: "y", a: "x" })))).toEqual([]);
    expect(names(one.difference(again({ a: "y", b: "x" })))).toEqual(["n"]);
  });

  it("refuses other nodes of one name", async () => {
    const error = await rejection(() => whole.union(make(["raw"], "other", "load")));
    expect(error.code).toBe("pipeline.duplicate-name");
  });

  it("leaves the pipelines as they were", () => {
    const tagged = whole.tag("new").tag(["new", "newer"]);
    expect(tagged.nodes[0]?.tags).toEqual(["quick", "new", "newer"]);
    expect(whole.nodes[0]?.tags).toEqual(["quick"]);
  });
});
