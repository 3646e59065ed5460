import { mkdirSync, writeFileSync } from "node:fs";
import { dirname, join } from "node:path";
import { TestKernel } from "../kernel/test-kernel";
import { Workspace } from "../tracking/workspace";

const files = {
  "conf/base/parameters.yml": "depth: 3\n",
  "pipelines/harbour/pipeline.ts": `
    import { node, params, pipeline } from "trackside";
    const prints = (name: string) => async () => {
      for (let line = 0; line < 5; line++) {
        process.stdout.write(name + " ");
        await new Promise(setImmediate);
        console.log(line);
      }
      return params("depth");
    };
    const loops = () => { console.log("looping"); for (;;); };
    export const createPipeline = () => pipeline([
      node(prints("ebb"), null, "ebb", { name: "ebb" }),
      node(prints("flow"), null, "flow", { name: "flow" }),
      node(loops, null, "never", { name: "never" }),
    ]);`,
};

let workspace: Workspace;
let kernel: TestKernel;
const before = { ...process.env };

beforeAll(async () => {
  workspace = new Workspace();
  // Nobody listens there, and nobody's own shipper is told.
  Object.assign(process.env, {
    TRACKSIDE_RUNTIME_DIR: workspace.runtimeDirectory,
    MLFLOW_TRACKING_URI: "http://127.0.0.1:9",
  });
  kernel = await TestKernel.start();
  for (const [path, text] of Object.entries(files)) {
    const file = join(kernel.workspace.notebooks, path);
    mkdirSync(dirname(file), { recursive: true });
    writeFileSync(file, text);
  }
  await kernel.execute(`import { run } from "trackside";`);
});

afterAll(async () => {
  await kernel.dispose();
  process.env = before;
  await workspace.close();
});

const cell = (nodes: string) =>
  `console.log((await run("harbour", { runner: "parallel", workers: 2, nodes: ${nodes} })).outputs);`;

it("shows what worker threads print under the cell that runs them, line by line", async () => {
  const { reply, outputs } = await kernel.execute(cell(`["ebb", "flow"]`));
  expect(reply["status"]).toBe("ok");
  const printed = outputs.filter(({ type }) => type === "stream").map(({ content }) => String(content["text"]));
  const lines = printed.join("").trimEnd().split("\n");
  expect(lines.at(-1)).toMatch(/^\{ (ebb: 3, flow: 3|flow: 3, ebb: 3) \}$/);
  for (const name of ["ebb", "flow"]) {
    const own = lines.filter((line) => line.startsWith(`${name} `));
    expect(own).toEqual([0, 1, 2, 3, 4].map((line) => `${name} ${line}`));
  }
});

it("interrupts an endless loop in a worker thread, and goes on", async () => {
  const id = kernel.sendExecute(cell(`["never", "ebb"]`));
  await kernel.printed(id, "looping");
  kernel.interrupt();
  const { reply } = await kernel.executed(id);
  expect(reply).toMatchObject({ status: "error", ename: "Interrupted" });
  expect((await kernel.execute(cell(`["ebb"]`))).reply["status"]).toBe("ok");
});
