import {
  node,
  pipeline,
  type Pipeline,
  type PipelineNode,
  type PipelineOptions,
} from "../../../kernel-helpers/src/pipeline";
import { rejection } from "../../support/rejection";

const make = (inputs: string[], outputs: string | string[], name: string): PipelineNode =>
  node((...values: unknown[]) => values, inputs, outputs, { name });

const training = pipeline([
  make(["ships", "params:clean.oldest", "parameters"], "clean@csv", "clean"),
  make(["clean@arrow", "params:train"], ["model", "metrics"], "train"),
]);

const inputsOf = (of: Pipeline) => of.nodes.map((each) => each.inputs);
const outputsOf = (of: Pipeline) => of.nodes.map((each) => each.outputs);

describe("a pipeline in a namespace", () => {
  it("puts it before the names of nodes, datasets and parameters, but not of all parameters", () => {
    const eu = pipeline(training, { namespace: "eu" });
    expect(eu.nodes.map(({ name, namespace }) => [name, namespace])).toEqual([
      ["eu.clean", "eu"],
      ["eu.train", "eu"],
    ]);
    expect(inputsOf(eu)).toEqual([
      ["eu.ships", "params:eu.clean.oldest", "parameters"],
      ["eu.clean@arrow", "params:eu.train"],
    ]);
    expect(outputsOf(eu)).toEqual([["eu.clean@csv"], ["eu.model", "eu.metrics"]]);
  });

  it("nests", () => {
    const nested = pipeline(pipeline(training, { namespace: "ferries" }), { namespace: "eu" });
    expect(nested.nodes[0]).toMatchObject({ name: "eu.ferries.clean", namespace: "eu.ferries" });
    expect(nested.inputs).toContain("params:eu.ferries.train");
  });

  it("goes before the namespace that a node has", () => {
    const inner = node(() => 1, null, "a", { name: "n", namespace: "ferries" });
    expect(pipeline(inner, { namespace: "eu" }).nodes[0]).toMatchObject({
      name: "eu.ferries.n",
      namespace: "eu.ferries",
      outputs: ["eu.a"],
    });
  });

  it.each<[string, PipelineOptions]>([
    ["one name", { inputs: "ships", outputs: "model", parameters: "train" }],
    ["lists", { inputs: ["ships"], outputs: ["model"], parameters: ["params:train"] }],
    ["objects", { inputs: { ships: "ships" }, outputs: { model: "model" }, parameters: { train: "params:train" } }],
  ])("keeps the names given as %s", (_, options) => {
    const eu = pipeline(training, { namespace: "eu", ...options });
    expect(eu.inputs).toEqual(["ships", "params:eu.clean.oldest", "parameters", "params:train"]);
    expect(eu.outputs).toEqual(["model", "eu.metrics"]);
  });

  it("gives datasets and parameters other names", () => {
    const eu = pipeline(training, {
      namespace: "eu",
      inputs: { ships: "eu_ships" },
      outputs: { model: "best" },
      parameters: { "clean.oldest": "since", "params:train": "params:settings" },
    });
    expect(eu.inputs).toEqual(["eu_ships", "params:since", "parameters", "params:settings"]);
    expect(eu.outputs).toEqual(["best", "eu.metrics"]);
  });

  it("maps names without a namespace, too", () => {
    const renamed = pipeline(training, { inputs: { ships: "boats" } });
    expect(renamed.nodes[0]).toMatchObject({ name: "clean", namespace: undefined });
    expect(renamed.inputs).toEqual(["boats", "params:clean.oldest", "parameters", "params:train"]);
  });

  it("renames every form of a dataset, or the one named", () => {
    expect(pipeline(training, { outputs: { clean: "tidy" } }).datasets).toEqual(
      expect.arrayContaining(["tidy@csv", "tidy@arrow"]),
    );
    expect(pipeline(training, { outputs: { "clean@csv": "tidy@csv" } }).datasets).toEqual(
      expect.arrayContaining(["tidy@csv", "clean@arrow"]),
    );
  });

  it("leaves datasets and parameters as they are when told to", () => {
    const eu = pipeline(training, { namespace: "eu", prefixDatasetsWithNamespace: false });
    expect(eu.nodes[1]).toMatchObject({ name: "eu.train", inputs: ["clean@arrow", "params:train"] });
  });

  it("adds tags to those that its nodes have", () => {
    const tagged = pipeline(
      node(() => 1, null, "a", { name: "n", tags: "slow" }),
      { namespace: "eu", tags: ["x", "y"] },
    );
    expect(tagged.nodes[0]?.tags).toEqual(["slow", "x", "y"]);
  });

  it("can be used twice in one pipeline, on other data each time", () => {
    const scale = pipeline(make(["x", "params:factor"], "y", "scale"));
    const both = pipeline([
      pipeline(scale, { namespace: "eu", parameters: "factor" }),
      pipeline(scale, { namespace: "us" }),
      make(["eu.y", "us.y"], "sum", "add"),
    ]);
    expect(both.groups.map((group) => group.map(({ name }) => name))).toEqual([["eu.scale", "us.scale"], ["add"]]);
    expect(both.inputs).toEqual(["eu.x", "params:factor", "us.x", "params:us.factor"]);
  });

  it.each<[string, PipelineOptions, string, string]>([
    ["an unknown input", { inputs: "ship" }, "pipeline.unknown-dataset", 'Did you mean "ships"?'],
    ["an unknown output", { outputs: { modle: "m" } }, "pipeline.unknown-dataset", 'Did you mean "model"?'],
    ["an unknown parameter", { parameters: "trian" }, "pipeline.unknown-dataset", 'Did you mean "params:train"?'],
    ["a parameter among inputs", { inputs: "params:train" }, "pipeline.mapping", "`parameters`"],
    ["an input that a node makes", { inputs: "clean" }, "pipeline.mapping", "`outputs`"],
    ["an output that comes from outside", { outputs: "ships" }, "pipeline.mapping", "`inputs`"],
    ["a parameter among outputs", { outputs: "params:train" }, "pipeline.mapping", "`parameters`"],
    ["a name that is none", { inputs: { ships: 3 } as never }, "pipeline.mapping", "new names by old ones"],
    ["a name with two forms", { inputs: { ships: "ships@csv@arrow" } }, "pipeline.mapping", "new names by old ones"],
    ["a form for what has one", { outputs: { clean: "tidy@csv" } }, "pipeline.mapping", 'Map it to "tidy"'],
    ["no namespace", { namespace: "" }, "pipeline.invalid-namespace", "joined by dots"],
    ["a namespace of nothing but a dot", { namespace: "eu..us" }, "pipeline.invalid-namespace", "joined by dots"],
    ["an output named as an input", { outputs: { model: "ships" } }, "pipeline.cycle", "from the others"],
    ["two outputs of one name", { outputs: { model: "m", metrics: "m" } }, "pipeline.invalid-node", "of its own"],
  ])("refuses %s", async (_, options, code, hint) => {
    const error = await rejection(() => pipeline(training, options));
    expect(error.code).toBe(code);
    expect(error.hint).toContain(hint);
  });
});
