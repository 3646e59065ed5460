import { describeThrown, SourceMap } from "../../../kernel-helpers/src/kernel/cells";

const ownFolder = "/opt/trackside/lib/kernel";

const sources = new SourceMap();
sources.add(
  "In[2]",
  "const a: number = 1;\n\nthrow new RangeError('far');",
  "const a = 1;\nthrow new RangeError('far');\n",
);

function withStack(error: Error, ...frames: string[]): Error {
  error.stack = [`${error.name}: ${error.message}`, ...frames.map((frame) => `    at ${frame}`)].join("\n");
  return error;
}

const describeIt = (thrown: unknown) => describeThrown(thrown, sources, ownFolder);

describe("what a cell threw", () => {
  it("is shown in terms of the cell, without frames of Node's and the kernel's", () => {
    const error = withStack(
      new RangeError("far"),
      "In[2]:2:7",
      "Script.runInThisContext (node:vm:137:12)",
      "Object.execute (/home/x/node_modules/tslab/dist/executor.js:150:10)",
      "async CellRunner.run (/opt/trackside/lib/kernel/cells/cell-runner.js:10:1)",
      "process.processTicksAndRejections (node:internal/process/task_queues:95:5)",
    );
    expect(describeIt(error)).toEqual({
      ename: "RangeError",
      evalue: "far",
      traceback: ["RangeError: far", "    at In[2]:3:7", "      throw new RangeError('far');", "            ^"],
    });
  });

  it("keeps frames of libraries and of the language", () => {
    const error = withStack(
      new Error("x"),
      "Array.map (<anonymous>)",
      "load (/data/project/node_modules/csv/index.js:1:2)",
    );
    expect(describeIt(error).traceback.slice(1)).toEqual([
      "    at Array.map (<anonymous>)",
      "    at load (/data/project/node_modules/csv/index.js:1:2)",
    ]);
  });

  it("names a class of errors that does not name itself", () => {
    class EmptyTable extends Error {}
    expect(describeIt(new EmptyTable("no rows")).ename).toBe("EmptyTable");
  });

  it("may be no error at all", () => {
    expect(describeIt("text")).toEqual({ ename: "Thrown", evalue: "'text'", traceback: ["Thrown: 'text'"] });
    expect(describeIt(undefined).evalue).toBe("undefined");
  });

  it("comes with its causes, also when they go in a circle", () => {
    const cause: Error = new TypeError("inner");
    const error = new Error("outer", { cause });
    cause.cause = error;
    expect(describeIt(error).traceback).toContain("Caused by TypeError: inner");
    expect(describeIt(new Error("outer", { cause: "why" })).traceback).toContain("Caused by Thrown: 'why'");
  });

  it("comes with the errors it gathers", () => {
    const error = new AggregateError([new Error("one"), new Error("two")], "both");
    expect(describeIt(error).traceback).toEqual(
      expect.arrayContaining(["AggregateError: both", "Together with Error: one", "Together with Error: two"]),
    );
  });

  it("shows every line of its message", () => {
    expect(describeIt(withStack(new Error("first\nsecond"))).traceback).toEqual(["Error: first", "second"]);
  });
});
