import { once } from "node:events";
import { readdirSync, readFileSync } from "node:fs";
import { createServer } from "node:net";
import { join } from "node:path";
import { RunProjection } from "../../../kernel-helpers/src/gateway/run-projection";
import { JournalTail, listRunIds, runDirectory } from "../../../kernel-helpers/src/journal";
import type { RunNodeView } from "../../../kernel-helpers/src/messages";
import { node, pipeline } from "../../../kernel-helpers/src/pipeline";
import { run } from "../../../kernel-helpers/src/runner";
import { shipperSocketPath } from "../../../kernel-helpers/src/runtime";
import { completedNodes, mlflow, openPipelineSession } from "../../../kernel-helpers/src/tracking";
import { TemporaryProject } from "../../support/temporary-project";

// Takes the shipper's place, so that none is started.
const listener = createServer((socket) => socket.resume());
let project: TemporaryProject;

beforeEach(async () => {
  project = new TemporaryProject({ "conf/base/parameters.yml": "train: {depth: 8, model: {name: wide}}\nseed: 7\n" });
  process.env["TRACKSIDE_RUNTIME_DIR"] = project.root;
  listener.listen(shipperSocketPath());
  await once(listener, "listening");
});
afterEach(() => {
  listener.close();
  project.dispose();
});

const flattened = "tracking: {params: {dict_params: {flatten: true}}}\n";
const train = node((params: { depth: number }) => params.depth, "params:train", "model", { name: "train" });
const test = node((model: number) => ({ score: model }), "model", "test_metrics", { name: "test" });

async function record(mlflowYml: string, work: () => Promise<unknown>): Promise<void> {
  project.write("conf/base/mlflow.yml", mlflowYml);
  const session = await openPipelineSession(project.root, { name: "nodes", tags: {} });
  await work().catch(() => undefined);
  await session.end("FINISHED", 0);
}

/** What the panel shows of each run's nodes, and what the journal says. */
function recorded(): { readonly nodes: readonly RunNodeView[]; readonly text: string; readonly runId: string }[] {
  return listRunIds(project.root).map((runId) => {
    const directory = runDirectory(project.root, runId);
    const projection = new RunProjection();
    const tail = new JournalTail(directory);
    for (let read = tail.next(); read !== null; read = tail.next()) {
      read.records.forEach((each) => projection.apply(each.record));
    }
    const files = readdirSync(directory).filter((name) => name.endsWith(".journal"));
    const text = files.map((name) => readFileSync(join(directory, name), "utf8")).join("");
    return { nodes: projection.view()?.nodes ?? [], text, runId };
  });
}

it.each([flattened, "tracking: {}\n"])("shows the params of nodes by dotted keys with %j", async (mlflowYml) => {
  await record(mlflowYml, () => run(pipeline([train, test])));
  const [only] = recorded();
  const params = { "train.depth": "8", "train.model.name": "wide" };
  const shown = [
    { name: "train", status: "ok", params, inputs: [{ name: "params:train" }], outputs: [{ name: "model" }] },
    { name: "test", status: "ok", params: {}, inputs: [{ name: "model" }], metrics: { score: 8 } },
  ];
  expect(only?.nodes).toMatchObject(shown);
  expect([...completedNodes(project.root, only?.runId ?? "").values()]).toEqual(only?.nodes);
});

it("writes the value of a param once, and inputs with a node's beginning only", async () => {
  await record(flattened, () => run(pipeline([train, test])));
  const [only] = recorded();
  expect(only?.text.match(/wide/g)).toHaveLength(1);
  expect(only?.text.match(/"inputs":\[\{"name":"params:train"/g)).toHaveLength(1);
});

it("keeps what a failed node was given, and masks secrets in it", async () => {
  const open = node(
    () => {
      throw new Error("no answer from https://mara:hunter2@db");
    },
    "params:train",
    "model",
    { name: "open" },
  );
  await record(flattened, () => run(open));
  const [only] = recorded();
  expect(only?.nodes).toMatchObject([
    { status: "error", params: { "train.depth": "8" }, error: expect.stringContaining("masked") as string },
  ]);
  expect(only?.text).not.toContain("hunter2");
});

it("tells the whole of a node in the attempt that it opened itself", async () => {
  const change = node(() => mlflow.logParam("seed", 8), "params:seed", null, { name: "change" });
  await record(flattened, () => run(change));
  const runs = recorded();
  const shown = runs.map(({ nodes }) => nodes.map(({ status, inputs, params }) => ({ status, inputs, params })));
  expect(shown).toContainEqual([expect.objectContaining({ status: "stopped", params: { seed: "7" } })]);
  expect(shown).toContainEqual([
    { status: "ok", inputs: [expect.objectContaining({ name: "params:seed" })], params: { seed: "7" } },
  ]);
});

it("has all nodes of a run in the attempt that a changed param of a later one opens", async () => {
  const read = node(() => 1, null, "data", { name: "read" });
  const fit = node((data: number, depth: number) => data + depth, ["data", "params:train.depth"], "fitted", {
    name: "fit",
  });
  await record(flattened, async () => {
    await run(pipeline([read, fit]));
    await run(pipeline([read, fit]), { params: { "train.depth": 9 } });
  });
  const attempts = recorded().map(({ nodes }) => nodes.map(({ name, status, params }) => [name, status, params]));
  const nodesWith = (depth: string) => [
    ["read", "ok", {}],
    ["fit", "ok", { "train.depth": depth }],
  ];
  expect(attempts).toHaveLength(2);
  expect(attempts).toContainEqual(nodesWith("8"));
  expect(attempts).toContainEqual(nodesWith("9"));
});

it("shows a param of a node that another journal of the run brings later", () => {
  const projection = new RunProjection();
  const running = { name: "train", status: "running", startTime: 5, inputs: [], outputs: [], metrics: {} } as const;
  projection.apply({ type: "node", node: { ...running, paramKeys: ["depth"] }, time: 5 });
  projection.apply({
    ...{ type: "run", version: 2, runId: "0", name: "", experiment: "", trackingUri: "local", parentRunId: null },
    ...{ attempt: 1, kernelId: null, time: 1, tags: {}, writer: { id: "w", host: "h", pid: 1, started: "" } },
  });
  expect(projection.takeChange().nodes).toEqual([{ ...running, params: {} }]);
  projection.apply({ type: "params", entries: [["depth", "8"]], time: 6 });
  expect(projection.takeChange().nodes).toEqual([{ ...running, params: { depth: "8" } }]);
  projection.apply({ type: "node", node: { ...running, name: "other", params: { a: "1" } }, time: 7 });
  expect(projection.takeChange().nodes?.map(({ name }) => name)).toEqual(["other"]);
});
