import {
  isDisplayConnected,
  NodeResultDisplay,
  nodeResultText,
  setDisplayPublisher,
  type MimeBundle,
} from "../../../kernel-helpers/src/display";
import { nodeResultMimeType, type NodeResult, type NodeView } from "../../../kernel-helpers/src/messages";
import { node, pipeline } from "../../../kernel-helpers/src/pipeline";
import { registerHooks, run } from "../../../kernel-helpers/src/runner";
import { TemporaryProject } from "../../support/temporary-project";

const view = (name: string, rest: Partial<NodeView> = {}): NodeView => ({
  name,
  status: "ok",
  startTime: 0,
  durationMs: 12.4,
  inputs: [],
  outputs: [],
  params: {},
  metrics: {},
  ...rest,
});

const text = (...nodes: NodeView[]) => nodeResultText({ version: 1, nodes });

describe("nodeResultText", () => {
  it("aligns names, durations and outputs", () => {
    expect(
      text(
        view("clean", { outputs: [{ name: "clean_calls", kind: "table", rows: 4812, columns: 3 }] }),
        view("train_model", {
          durationMs: 1240,
          outputs: [{ name: "model", kind: "Forest" }],
          metrics: { accuracy: 0.931249, loss: "NaN" },
        }),
      ),
    ).toBe(
      [
        "✓ clean         12 ms  clean_calls 4,812 rows",
        "✓ train_model  1.24 s  model Forest            accuracy 0.9312  loss NaN",
      ].join("\n"),
    );
  });

  it("shows what runs and the first line of what failed", () => {
    const { durationMs: _, ...running } = view("b", { status: "running" });
    expect(text(view("a", { status: "error", error: "TypeError: no\nat x" }), running)).toBe(
      "✗ a  12 ms  TypeError: no\n… b",
    );
  });

  it("puts metrics that are too many below the node", () => {
    const metrics = Object.fromEntries(Array.from({ length: 8 }, (_, index) => [`forest/metric_${index}`, index]));
    const lines = text(view("evaluate", { metrics })).split("\n");
    expect(lines).toHaveLength(3);
    expect(lines[1]).toMatch(/^ {4}forest\/metric_0 0 {2}forest\/metric_1 1/);
    expect(Math.max(...lines.map((line) => line.length))).toBeLessThanOrEqual(100);
  });

  it("shows the last hundred of thousands, and all that failed", () => {
    const many = Array.from({ length: 3_000 }, (_, index) => view(`n${index}`));
    many[7] = view("broken", { status: "error", error: "TypeError: no" });
    const lines = text(...many).split("\n");
    expect(lines).toHaveLength(102);
    expect(lines.slice(0, 3)).toEqual(["✓ 2899 more nodes", "✗ broken  12 ms  TypeError: no", "✓ n2900   12 ms"]);
    expect(lines.at(-1)).toBe("✓ n2999   12 ms");
  });

  it.each([
    [0.42, "0.4 ms"],
    [999, "999 ms"],
    [9_994, "9.99 s"],
    [59_900, "59.9 s"],
    [59_990, "1 min 0 s"],
    [119_900, "2 min 0 s"],
    [125_000, "2 min 5 s"],
  ])("says %d milliseconds as %s", (durationMs, shown) => {
    expect(text(view("n", { durationMs }))).toBe(`✓ n  ${shown}`);
  });
});

describe("NodeResultDisplay", () => {
  let project: TemporaryProject;
  let stop: () => void;
  beforeEach(() => {
    project = new TemporaryProject({ "conf/base/parameters.yml": "depth: {max: 3}\n" });
    stop = registerHooks(new NodeResultDisplay());
  });
  afterEach(() => {
    stop();
    setDisplayPublisher(undefined);
    project.dispose();
  });

  const one = node((depth: { max: number }) => depth.max, "params:depth", "one", { name: "one" });
  const two = node((value: number) => ({ value }), "one", "two_metrics", { name: "two" });

  it("updates one display while nodes run", async () => {
    const shown: { readonly result: NodeResult; readonly text: unknown; readonly id: string | undefined }[] = [];
    setDisplayPublisher((bundle: MimeBundle, id) =>
      shown.push({ result: bundle[nodeResultMimeType] as NodeResult, text: bundle["text/plain"], id }),
    );
    expect(isDisplayConnected()).toBe(true);
    await run(pipeline([one, two]));
    expect(new Set(shown.map((each) => each.id)).size).toBe(1);
    expect(shown.map(({ result }) => result.nodes.map((each) => each.status).join(" "))).toEqual([
      "running",
      "ok",
      "ok running",
      "ok ok",
    ]);
    expect(shown.at(-1)?.result.nodes).toMatchObject([
      { name: "one", params: { "depth.max": "3" } },
      { name: "two", metrics: { value: 3 } },
    ]);
    expect(shown.at(-1)?.text).toContain("✓ two");
  });

  it("sends of very many nodes those that failed and the first of the others, and says how many more there are", async () => {
    const shown: NodeResult[] = [];
    setDisplayPublisher((bundle) => shown.push(bundle[nodeResultMimeType] as NodeResult));
    const nodes = Array.from({ length: 150 }, (_, index) =>
      node(
        () => {
          if (index === 140) {
            throw new Error("no tide");
          }
          return index;
        },
        null,
        `d${index}`,
        { name: `n${index}` },
      ),
    );
    await expect(run(pipeline(nodes), { keepGoing: true })).rejects.toThrow();
    expect(Math.max(...shown.map((result) => result.nodes.length))).toBe(100);
    expect(shown.at(-1)?.nodes.map(({ name }) => name)).toEqual([
      ...Array.from({ length: 99 }, (_, index) => `n${index}`),
      "n140",
    ]);
    expect(shown.at(-1)?.left).toBe(50);
  });

  it("gives each run a display of its own", async () => {
    const ids = new Set<string | undefined>();
    setDisplayPublisher((_, id) => ids.add(id));
    await run(one);
    await run(one);
    expect(ids.size).toBe(2);
  });

  it("prints once at the end where there is no display", async () => {
    const log = jest.spyOn(console, "log").mockImplementation(() => undefined);
    await run(pipeline([one, two]));
    expect(log).toHaveBeenCalledTimes(1);
    expect(log.mock.calls[0]?.[0]).toMatch(/^✓ one .*\n✓ two .*value 3$/);
  });

  it("shows the node that failed and why", async () => {
    const log = jest.spyOn(console, "log").mockImplementation(() => undefined);
    await expect(run(node(() => Promise.reject(new TypeError("no tide")), null, "x", { name: "n" }))).rejects.toThrow();
    expect(log.mock.calls[0]?.[0]).toMatch(/^✗ n .*TypeError: no tide$/);
  });

  it("shows a node that runs on behind many short ones", async () => {
    const shown: NodeResult[] = [];
    setDisplayPublisher((bundle) => shown.push(bundle[nodeResultMimeType] as NodeResult));
    const short = Array.from({ length: 300 }, (_, index) =>
      node(() => index, null, `d${index}`, { name: `n${index}` }),
    );
    const long = node(
      async () => {
        while (shown.at(-1)?.nodes.at(-1)?.name !== "long") {
          await new Promise((resolve) => setTimeout(resolve, 5));
        }
        return shown.at(-1)?.nodes.at(-1)?.status;
      },
      null,
      "seen",
      { name: "long" },
    );
    expect((await run(pipeline([...short, long]))).outputs["seen"]).toBe("running");
  });

  it("does not spend its run's time on thousands of short nodes", async () => {
    let published = 0;
    setDisplayPublisher(() => {
      published++;
      const until = performance.now() + 5;
      while (performance.now() < until);
    });
    await run(
      pipeline(Array.from({ length: 300 }, (_, index) => node(() => index, null, `d${index}`, { name: `n${index}` }))),
    );
    expect(published).toBeLessThan(100);
  });
});
