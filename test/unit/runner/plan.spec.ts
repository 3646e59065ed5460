import { catalog } from "../../../kernel-helpers/src/catalog";
import { node, pipeline, type NodeOptions, type PipelineNode } from "../../../kernel-helpers/src/pipeline";
import { registerHooks, run } from "../../../kernel-helpers/src/runner";
import { rejection } from "../../support/rejection";
import { TemporaryProject } from "../../support/temporary-project";

let project: TemporaryProject;
beforeEach(() => {
  project = new TemporaryProject({ "conf/base/parameters.yml": "depth: 3\n" });
});
afterEach(() => project.dispose());

/** A node that makes a dataset from others by code of the test. */
const step = (to: string, from: readonly string[], code: () => unknown, options: NodeOptions = {}): PipelineNode =>
  node((...values: unknown[]) => [values, code()][1], from as never, to, { name: `make_${to}`, ...options });

const fails = () => {
  throw new Error("low tide");
};

describe("the concurrent runner", () => {
  it("runs nodes side by side that do not wait for each other, and no more than its workers", async () => {
    let atWork = 0;
    let most = 0;
    const busy = async () => {
      most = Math.max(most, ++atWork);
      await new Promise(setImmediate);
      atWork--;
      return 1;
    };
    const wide = pipeline(["a", "b", "c", "d", "e"].map((name) => step(name, [], busy)));
    await run(wide, { runner: "concurrent", workers: 3 });
    expect(most).toBe(3);
    most = 0;
    await run(wide);
    expect(most).toBe(1);
  });

  it("keeps to the order that datasets ask for", async () => {
    const order: string[] = [];
    const noted = (name: string) => async () => {
      await new Promise(setImmediate);
      order.push(name);
      return name;
    };
    await run(pipeline([step("c", ["b"], noted("c")), step("b", ["a"], noted("b")), step("a", [], noted("a"))]), {
      runner: "concurrent",
    });
    expect(order).toEqual(["a", "b", "c"]);
  });

  it("lets nodes at work end when another fails, and starts none after it", async () => {
    const ended: string[] = [];
    const slow = async () => {
      await new Promise(setImmediate);
      ended.push("slow");
      return 1;
    };
    const error = await rejection(() =>
      run(pipeline([step("a", [], slow), step("b", [], fails), step("c", ["a"], () => ended.push("c"))]), {
        runner: "concurrent",
      }),
    );
    expect(error.message).toContain('node "make_b" failed');
    expect(ended).toEqual(["slow"]);
    expect(await catalog.load("a")).toBe(1);
  });
});

describe("keepGoing", () => {
  it("runs all that does not depend on what failed, and names what failed and what was left out", async () => {
    const ran: string[] = [];
    const error = await rejection(() =>
      run(
        pipeline([
          step("a", [], fails),
          step("b", ["a"], () => ran.push("b")),
          step("c", ["b"], () => ran.push("c")),
          step("d", [], () => ran.push("d")),
          step("e", ["d"], fails),
        ]),
        { keepGoing: true },
      ),
    );
    expect(ran).toEqual(["d"]);
    expect(error.code).toBe("pipeline.nodes-failed");
    expect(error.message).toMatch(/2 nodes failed.*make_a.*make_e.*skipped for it: make_b, make_c/);
  });
});

describe("retries", () => {
  it("run a node again until it succeeds, and tell the hooks", async () => {
    let tries = 0;
    const told: unknown[] = [];
    const stop = registerHooks({
      onNodeError: ({ attempt, willRetry }) => void told.push([attempt, willRetry]),
      afterNodeRun: ({ attempt }) => void told.push([attempt, "done"]),
    });
    const { outputs } = await run(step("a", [], () => (++tries < 3 ? fails() : tries), { retries: 5 }));
    stop();
    expect(outputs).toEqual({ a: 3 });
    expect(told).toEqual([
      [1, true],
      [2, true],
      [3, "done"],
    ]);
  });

  it("end with the last failure", async () => {
    let tries = 0;
    const error = await rejection(() => run(step("a", [], () => (tries++, fails()), { retries: 2 })));
    expect(tries).toBe(3);
    expect(error.message).toBe('node "make_a" failed: Error: low tide');
  });

  it.each([
    [{ retries: -1 }, "retries"],
    [{ retries: 1.5 }, "retries"],
    [{ retryDelay: -1 }, "retryDelay"],
  ])("refuse %o", async (options, key) => {
    expect((await rejection(() => step("a", [], fails, options))).message).toContain(key);
  });
});

describe("release", () => {
  it("forgets what no node of the run needs any more, but neither its results nor what it was given", async () => {
    await catalog.save("given", 1);
    const line = pipeline([
      step("a", ["given"], () => "a"),
      step("b", ["a"], () => "b"),
      step("c", ["a", "b"], async () => ((await catalog.exists("a")) ? "c" : "too early")),
    ]);
    await run(line, { release: true });
    expect(await Promise.all(["given", "a", "b", "c"].map((name) => catalog.exists(name)))).toEqual([
      true,
      false,
      false,
      true,
    ]);
    expect(await catalog.load("c")).toBe("c");
  });
});
