import { node, pipeline, type Pipeline, type PipelineNode } from "../../../kernel-helpers/src/pipeline";
import { rejection } from "../../support/rejection";

const make = (inputs: string | string[] | null, outputs: string | string[] | null, name: string): PipelineNode =>
  node((...values: unknown[]) => values, inputs as string[], outputs, { name });

const names = (of: Pipeline) => of.nodes.map((each) => each.name);

describe("node", () => {
  it("is named after its function", () => {
    const clean = (rows: number[]) => rows;
    expect(node(clean, "a", "b").name).toBe("clean");
  });

  it("lists inputs and outputs in order, whatever their form", () => {
    const made = node(
      ({ x, y }: { x: number; y: number }) => ({ p: x, q: y }),
      { x: "a", y: "params:b" },
      { p: "c", q: "d" },
      {
        name: "n",
        tags: ["t"],
      },
    );
    expect(made).toEqual({ name: "n", inputs: ["a", "params:b"], outputs: ["c", "d"], tags: ["t"] });
  });

  it("has its namespace before its name, and datasets by the names given", () => {
    const made = node(() => 1, null, "a", { name: "n", namespace: "eu.ferries" });
    expect(made).toMatchObject({ name: "eu.ferries.n", namespace: "eu.ferries", outputs: ["a"] });
  });

  it("has each tag once", () => {
    expect(node(() => 1, null, "a", { name: "n", tags: ["t", "u", "t"] }).tags).toEqual(["t", "u"]);
    expect(node(() => 1, null, "a", { name: "n", tags: "slow" }).tags).toEqual(["slow"]);
  });

  it("may take nothing or make nothing", () => {
    expect(node(() => 1, null, "a", { name: "n" }).inputs).toEqual([]);
    expect(node((_: number) => undefined, "a", null, { name: "n" }).outputs).toEqual([]);
  });

  it("checks names against the function's arguments when it is compiled", () => {
    const join = (a: number, b: string, c = 1) => `${a}${b}${c}`;
    node(join, ["a", "b"], "c");
    node(join, ["a", "b", "params:c"], "d");
    // @ts-expect-error one name too many
    node(join, ["a", "b", "c", "d"], "e");
    const named = ({ rows }: { rows: number[] }) => rows;
    node(named, { rows: "a" }, "b");
    // @ts-expect-error no such property
    node(named, { row: "a" }, "b");
    expect(node(named, "a", "b").inputs).toEqual(["a"]);
  });

  it.each<[string, () => unknown, string, string]>([
    ["no function", () => node(3 as never, "a", "b"), "pipeline.no-function", "without calling it"],
    [
      "no name",
      () =>
        node(
          (
            () => () =>
              1
          )(),
          null,
          "b",
        ),
      "pipeline.no-name",
      "name:",
    ],
    ["neither inputs nor outputs", () => make(null, null, "x"), "pipeline.invalid-node", "at least one"],
    ["an output that is an input", () => make("a", "a", "x"), "pipeline.invalid-node", '"a_new"'],
    ["an output twice", () => make("a", ["b", "b"], "x"), "pipeline.invalid-node", "name of its own"],
    ["an output that is an input in another form", () => make("a@x", "a@y", "x"), "pipeline.invalid-node", '"a_new"'],
    ["an output in two forms", () => make("a", ["b@x", "b@y"], "x"), "pipeline.invalid-node", "name of its own"],
    ["a form of a form", () => make("a@x@y", "b", "x"), "pipeline.invalid-node", "one @"],
    ["a form of nothing", () => make("@x", "b", "x"), "pipeline.invalid-node", "one @"],
    ["an empty form", () => make("a@", "b", "x"), "pipeline.invalid-node", "one @"],
    [
      "a namespace with an empty word",
      () => node(() => 1, null, "b", { name: "x", namespace: "eu." }),
      "pipeline.invalid-namespace",
      "joined by dots",
    ],
    ["an empty name", () => make(["a", ""], "b", "x"), "pipeline.invalid-node", "name of a dataset"],
    ["undefined inputs", () => make(undefined as never, "b", "x"), "pipeline.invalid-node", "null"],
    [
      "too few inputs",
      () => node((a: number, b: number) => a + b, "a", "c", { name: "x" }),
      "pipeline.invalid-node",
      "each argument",
    ],
  ])("refuses %s", async (_, code, expected, hint) => {
    const error = await rejection(code);
    expect(error.code).toBe(expected);
    expect(error.hint).toContain(hint);
  });
});

describe("pipeline", () => {
  it("orders nodes by what they need, else as given", () => {
    const made = pipeline([
      make("c", "d", "last"),
      make("a", "b", "first"),
      make("x", "y", "free"),
      make("b", "c", "middle"),
    ]);
    expect(names(made)).toEqual(["first", "free", "middle", "last"]);
  });

  it("knows what comes in and what goes out", () => {
    const made = pipeline([make(["a", "params:p"], "b", "x"), make(["b", "e"], ["c", "d"], "y")]);
    expect(made.inputs).toEqual(["a", "params:p", "e"]);
    expect(made.outputs).toEqual(["c", "d"]);
  });

  it("takes other pipelines as parts", () => {
    expect(names(pipeline([make("b", "c", "y"), pipeline([make("a", "b", "x")])]))).toEqual(["x", "y"]);
  });

  it.each<[string, () => unknown, string, string]>([
    [
      "a circle",
      () => pipeline([make("a", "b", "x"), make("b", "c", "y"), make("c", "a", "z")]),
      "pipeline.cycle",
      '"x" -> "y" -> "z" -> "x"',
    ],
    ["one name twice", () => pipeline([make("a", "b", "x"), make("a", "c", "x")]), "pipeline.duplicate-name", '"x"'],
    [
      "one output twice",
      () => pipeline([make("a", "b", "x"), make("c", "b", "y")]),
      "pipeline.duplicate-output",
      '"x" and "y" both make dataset "b"',
    ],
    ["what is no node", () => pipeline([(() => 1) as never]), "pipeline.not-a-node", "a function"],
  ])("refuses %s", async (_, code, expected, named) => {
    const error = await rejection(code);
    expect(error.code).toBe(expected);
    expect(error.message).toContain(named);
  });

  it("finds the circle also when other nodes hang on it", async () => {
    const error = await rejection(() => pipeline([make("b", "tail", "t"), make("a", "b", "x"), make("b", "a", "y")]));
    expect(error.message).toMatch(/"[xy]" -> "[xy]" -> "[xy]"/);
    expect(error.message).not.toContain('"t"');
  });
});
