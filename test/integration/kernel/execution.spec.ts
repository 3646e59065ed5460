import { writeFileSync } from "node:fs";
import { join } from "node:path";

import { TestKernel } from "./test-kernel";

let kernel: TestKernel;

beforeAll(async () => {
  kernel = await TestKernel.start();
});

afterAll(async () => {
  await kernel.dispose();
});

const resultOf = (outputs: readonly { type: string; content: Record<string, unknown> }[]): unknown =>
  (outputs.find(({ type }) => type === "execute_result")?.content["data"] as Record<string, unknown> | undefined)?.[
    "text/plain"
  ];

describe("results", () => {
  it("shows the last expression of a cell as its result", async () => {
    const { reply, outputs, published } = await kernel.execute("const rows = [1, 2];\nrows");
    expect(reply["status"]).toBe("ok");
    expect(resultOf(outputs)).toBe("[ 1, 2 ]");
    expect(published.map(({ type }) => type)).toEqual(["status", "execute_input", "execute_result", "status"]);
  });

  it("shows nothing for a cell that ends in a statement", async () => {
    expect((await kernel.execute("const nothing = 1;")).outputs).toEqual([]);
  });

  it("lets a value say how it is shown, and that it is not shown at all", async () => {
    const symbol = `Symbol.for("Jupyter.display")`;
    const shown = await kernel.execute(`({ [${symbol}]: () => ({ "text/html": "<b>1</b>" }) })`);
    expect(shown.outputs[0]?.content["data"]).toEqual({ "text/html": "<b>1</b>" });
    const hidden = await kernel.execute(`({ [${symbol}]: () => ({}) })`);
    expect(hidden.outputs).toEqual([]);
  });

  it("keeps what is printed in the order in which it was printed", async () => {
    const { outputs } = await kernel.execute(`console.log("one"); console.error("two"); console.log("three"); 4`);
    expect(outputs.map(({ content }) => content["text"] ?? "result")).toEqual(["one\n", "two\n", "three\n", "result"]);
  });

  it("shows what a synchronous loop prints while it runs", async () => {
    const id = kernel.sendExecute(`console.log("looping"); const end = Date.now() + 1500; while (Date.now() < end);`);
    await kernel.printed(id, "looping");
    expect(kernel.messages.some(({ channel, parent }) => channel === "shell" && parent === id)).toBe(false);
    await kernel.executed(id);
  });

  it("joins the lines of a loop into few messages and loses none", async () => {
    const { outputs } = await kernel.execute(`for (let i = 0; i < 20000; i++) console.log(i);`);
    const text = outputs.map(({ content }) => content["text"]).join("");
    expect(text.split("\n")).toHaveLength(20001);
    expect(outputs.length).toBeLessThan(2000);
  });

  it("gives what a finished cell prints later to that cell", async () => {
    const id = kernel.sendExecute(`setTimeout(() => console.log("later"), 30); 1`);
    await kernel.executed(id);
    await kernel.printed(id, "later");
  });

  it("shows an uncaught exception and an unhandled rejection on stderr, and lives on", async () => {
    const id = kernel.sendExecute(
      `setTimeout(() => { throw new RangeError("late"); }, 1); Promise.reject(new Error("lost")); 1`,
    );
    await kernel.executed(id);
    await kernel.printed(id, "RangeError: late");
    await kernel.printed(id, "Error: lost");
    expect((await kernel.execute("1 + 1")).reply["status"]).toBe("ok");
  });

  it("updates a display that is shown again under its id", async () => {
    const { outputs } = await kernel.execute(
      `import * as tslab from "tslab";\nconst shown = tslab.newDisplay();\nshown.text("1"); shown.text("2");`,
    );
    expect(outputs.map(({ type }) => type)).toEqual(["display_data", "update_display_data"]);
    const ids = outputs.map(({ content }) => (content["transient"] as Record<string, unknown>)["display_id"]);
    expect(ids[0]).toBeDefined();
    expect(ids[1]).toBe(ids[0]);
  });
});

describe("counts and silence", () => {
  it("counts only what goes into the history", async () => {
    const first = (await kernel.execute("1")).reply["execution_count"] as number;
    const unstored = await kernel.execute("2", { content: { store_history: false } });
    expect(unstored.reply["execution_count"]).toBe(first);
    expect(resultOf(unstored.outputs)).toBe("2");
    expect((await kernel.execute("3")).reply["execution_count"]).toBe(first + 1);
  });

  it("executes silently: no output, no count, no observer", async () => {
    const before = (await kernel.execute("1")).reply["execution_count"] as number;
    const { published, reply } = await kernel.execute(`console.log("unseen"); const silently = 5; silently`, {
      content: { silent: true },
    });
    expect(published.map(({ type }) => type)).toEqual(["status", "status"]);
    expect(reply["execution_count"]).toBe(before);
    expect(kernel.workspace.observed().some(({ source }) => String(source).includes("silently"))).toBe(false);
    expect(resultOf((await kernel.execute("silently")).outputs)).toBe("5");
  });

  it("evaluates user expressions, each with a result or an error of its own", async () => {
    const { reply } = await kernel.execute("const base = 20;", {
      content: { user_expressions: { good: "base + 1", bad: "missing" } },
    });
    const expressions = reply["user_expressions"] as Record<string, Record<string, unknown>>;
    expect(expressions["good"]).toMatchObject({ status: "ok", data: { "text/plain": "21" } });
    expect(expressions["bad"]).toMatchObject({ status: "error", ename: "TypeScriptError" });
  });
});

describe("errors", () => {
  it("reports an exception with its name, its message and the place in the cell's own lines", async () => {
    const code = `interface Row { n: number }\n\nfunction check(row: Row): void {\n  // a comment\n  if (row.n > 1) throw new RangeError("too many");\n}\ncheck({ n: 2 });`;
    const { reply, outputs } = await kernel.execute(code);
    const { status, ename, evalue, execution_count: count } = reply;
    expect({ status, ename, evalue }).toEqual({ status: "error", ename: "RangeError", evalue: "too many" });
    expect(outputs.map(({ type }) => type)).toEqual(["error"]);
    const traceback = outputs[0]?.content["traceback"] as string[];
    expect(traceback[0]).toBe("RangeError: too many");
    expect(traceback[1]).toMatch(`at check (In[${String(count)}]:5:`);
    expect(traceback[2]).toContain("throw new RangeError");
    expect(traceback.at(-1)).toMatch(`at In[${String(count)}]:7:1`);
    expect(traceback.join("\n")).not.toMatch(/node:|tslab|kernel-helpers|runInThisContext/);
  });

  it("names the cell in which a function that fails was defined", async () => {
    const defined = await kernel.execute("function fails(): never {\n  throw new Error('inside');\n}");
    const { outputs } = await kernel.execute("await null;\nfails();");
    const traceback = (outputs[0]?.content["traceback"] as string[]).join("\n");
    expect(traceback).toContain(`at fails (In[${String(defined.reply["execution_count"])}]:2:`);
  });

  it("reports each type error with line, column and the line itself, and runs nothing", async () => {
    const { outputs, reply } = await kernel.execute(
      `console.log("not run");\nconst total: number = "many";\nmissing();`,
    );
    expect(reply).toMatchObject({
      ename: "TypeScriptError",
      evalue: "2:7 - Type 'string' is not assignable to type 'number'. (TS2322)",
    });
    expect(outputs.map(({ type }) => type)).toEqual(["error"]);
    expect(outputs[0]?.content["traceback"]).toEqual([
      "TypeScriptError",
      "2:7 - Type 'string' is not assignable to type 'number'. (TS2322)",
      `      const total: number = "many";`,
      "            ^",
      "3:1 - Cannot find name 'missing'. (TS2304)",
      "      missing();",
      "      ^",
    ]);
  });

  it("reports a thrown value that is no error", async () => {
    const { reply } = await kernel.execute(`throw { code: 7 };`);
    expect(reply).toMatchObject({ status: "error", ename: "Thrown", evalue: "{ code: 7 }" });
  });

  it("aborts the cells that wait behind a failing one, and then goes on", async () => {
    const failing = `for (; !require("node:fs").existsSync("go"); );\nthrow new Error("stop");`;
    const ids = [failing, "1", "2"].map((code) => kernel.sendExecute(code));
    // It is sent behind them, and answered while the first runs.
    await kernel.request("kernel_info_request", {}, "control");
    writeFileSync(join(kernel.workspace.notebooks, "go"), "");
    const statuses = await Promise.all(ids.map(async (id) => (await kernel.reply(id))["status"]));
    expect(statuses).toEqual(["error", "aborted", "aborted"]);
    expect((await kernel.execute("3")).reply["status"]).toBe("ok");
  });

  it("aborts nothing for a request that does not ask for it", async () => {
    const failing = kernel.sendExecute("throw new Error('go on');", { content: { stop_on_error: false } });
    const next = kernel.sendExecute("1");
    expect((await kernel.reply(failing))["status"]).toBe("error");
    expect((await kernel.reply(next))["status"]).toBe("ok");
  });
});

describe("the observer", () => {
  it("is told of each cell before and after, with its id, its tags and its outcome", async () => {
    await kernel.execute("const seen = 1;", { metadata: { cellId: "cell-1", tags: ["parameters"] } });
    const [started, ended] = kernel.workspace.observed().slice(-2);
    expect(started).toMatchObject({
      event: "started",
      source: "const seen = 1;",
      cellId: "cell-1",
      tags: ["parameters"],
    });
    expect(ended).toMatchObject({ event: "ended", status: "ok", executionCount: started?.["executionCount"] });
    expect(ended?.["locals"]).toContain("seen");
    expect(ended?.["durationMs"]).toBeGreaterThan(0);
  });

  it("is told of a cell's error", async () => {
    await kernel.execute("throw new TypeError('no');");
    const ended = kernel.workspace.observed().at(-1);
    expect(ended).toMatchObject({ status: "error", error: { ename: "TypeError", evalue: "no" } });
  });

  it("cannot fail a cell", async () => {
    const { reply, outputs } = await kernel.execute("1; // the observer fails");
    expect(reply["status"]).toBe("ok");
    expect(outputs.some(({ content }) => String(content["text"]).includes("an observer's own mistake"))).toBe(true);
  });
});
