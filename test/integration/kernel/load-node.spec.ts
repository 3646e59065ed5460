import { mkdirSync, writeFileSync } from "node:fs";
import { dirname, join } from "node:path";

import { cellsCommTarget } from "../../../kernel-helpers/src/messages";
import { Workspace } from "../tracking/workspace";
import { TestKernel } from "./test-kernel";

const files = {
  "conf/base/parameters.yml": "rate: 3\n",
  "conf/base/catalog.yml": "risen: {type: json, filepath: risen.json}\n",
  "risen.json": "[1, 2]\n",
  "lib/numbers.ts": "export const plus = (value: number, more: number): number => value + more;\n",
  "pipelines/tides/nodes.ts": `import { plus } from "../../lib/numbers";
    const each = <T>(work: (value: number, rate: number) => T) => (values: number[], rate: number) =>
      values.map((value) => work(value, rate));
    export const raise = each((value, rate) => plus(value, rate));\n`,
  "pipelines/tides/pipeline.ts": `import { node, pipeline } from "trackside";
    import { raise } from "./nodes";
    export const createPipeline = () => pipeline([node(raise, ["risen", "params:rate"], "raised", { name: "raise" })]);\n`,
};

let kernel: TestKernel;
let workspace: Workspace;
const before = { ...process.env };

beforeAll(async () => {
  // Nobody listens there, and nobody's own shipper is told.
  workspace = new Workspace();
  Object.assign(process.env, {
    TRACKSIDE_RUNTIME_DIR: workspace.runtimeDirectory,
    MLFLOW_TRACKING_URI: "http://127.0.0.1:9",
  });
  kernel = await TestKernel.start();
  // The notebook lies in a folder of the project, as is usual.
  for (const [path, text] of Object.entries(files)) {
    const file = join(kernel.workspace.folder, path);
    mkdirSync(dirname(file), { recursive: true });
    writeFileSync(file, text);
  }
});
afterAll(async () => {
  await kernel.dispose();
  process.env = before;
  await workspace.close();
});

it("prints the cells for a client that inserts none, and they run as they are", async () => {
  const { reply, outputs } = await kernel.execute('await loadNode("raise")');
  expect(reply["status"]).toBe("ok");
  const printed = outputs.map(({ content }) => String(content["text"])).join("");
  expect(printed).toContain("const raise = each((value, rate) => plus(value, rate));");
  const ran = await kernel.execute(`${printed}\nraised`);
  expect(ran.reply).toMatchObject({ status: "ok" });
  expect(ran.outputs.at(-1)?.content["data"]).toMatchObject({ "text/plain": "[ 4, 5 ]" });
});

it("has the front end that asked insert the cells, of the notebook's own nodes, too", async () => {
  kernel.send("comm_open", { comm_id: "front", target_name: cellsCommTarget, data: {} });
  await kernel.execute("const double = (raised: number[]): number[] => raised.map((each) => 2 * each);");
  const cell = 'const doubleNode = node(double, "raised", "doubled");\nawait loadNode(doubleNode);';
  const { published, outputs } = await kernel.execute(cell, { metadata: { cellId: "c7" } });
  expect(outputs.filter(({ type }) => type === "stream")).toEqual([]);
  const sent = published.find(({ type }) => type === "comm_msg");
  expect(sent?.content).toMatchObject({ comm_id: "front", data: { type: "insert", below: "c7" } });
  const { sources } = sent?.content["data"] as { sources: string[] };
  expect(sources.slice(0, 2)).toEqual([
    '// node "double", from this notebook\n' +
      "const double = (raised: number[]): number[] => raised.map((each) => 2 * each);",
    'const raised = await catalog.load<number[]>("raised");',
  ]);
});

it("prints them again when the front end has gone", async () => {
  kernel.send("comm_close", { comm_id: "front", data: {} });
  const { outputs } = await kernel.execute('await loadNode("double")');
  expect(outputs.some(({ type }) => type === "stream")).toBe(true);
});
