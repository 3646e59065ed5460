import { execFile } from "node:child_process";
import { mkdirSync, writeFileSync } from "node:fs";
import { dirname, join } from "node:path";
import { promisify } from "node:util";
import { Workspace } from "../tracking/workspace";
import { repository, TestKernel } from "./test-kernel";

const execute = promisify(execFile);

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
  const { folder } = kernel.workspace;
  const files = {
    "conf/base/catalog.yml": "heights:\n  type: csv\n  filepath: data/heights.csv\n",
    "conf/base/parameters.yml": "train:\n  depth: 3\n",
    "data/heights.csv": "time,height_m\n06:00,1.5\n12:00,4.2\n",
    "pipelines/tides/nodes.ts":
      "export const highest = (rows: { height_m: number }[]) => ({ max: Math.max(...rows.map((row) => row.height_m)) });\n",
    "pipelines/tides/pipeline.ts": `import { node } from "../../trackside-project";
import { highest } from "./nodes";

export const pipeline = node(highest, "heights", "highest");
`,
  };
  for (const [path, text] of Object.entries(files)) {
    mkdirSync(dirname(join(folder, path)), { recursive: true });
    writeFileSync(join(folder, path), text);
  }
  await execute(process.execPath, [join(repository, "kernel-helpers", "bin", "trackside.js"), "typegen"], {
    cwd: folder,
  });
});

afterAll(async () => {
  await kernel.dispose();
  process.env = before;
  await workspace.close();
});

it("runs cells whose names and types are the project's", async () => {
  const { reply, outputs } = await kernel.execute(`import { node, run, params, catalog } from "trackside/project";
const count = node((rows, depth) => rows.filter((row) => row.height_m > depth).length, ["heights", "params:train.depth"], "count", { name: "count" });
const double = node((highest) => 2 * highest.max, "highest", "double", { name: "double" });
await run("tides");
[(await run(count)).outputs.count, (await run(double)).outputs.double, params("train.depth").toFixed(1)]`);
  expect(outputs.map(({ content }) => content["traceback"] ?? content["data"])).toContainEqual({
    "text/plain": "[ 1, 8.4, '3.0' ]",
  });
  expect(reply["status"]).toBe("ok");
});

it.each([
  [
    "a name that the project does not have",
    `node(countRows, "hieghts", "n")`,
    `NoSuchInput<"hieghts", "heights" | "highest">`,
  ],
  ["a parameter that it does not have", `params("train.dpeth")`, `NoSuchParameter<"train.dpeth"`],
  ["a column that a table lacks", `node(countShips, "heights", "n")`, "Property 'ships' is missing"],
  ["another type than a node of a file makes", `node(countRows, "highest", "n")`, "is not assignable to"],
  ["an override that it does not have", `run("tides", { params: { "train.dpeth": 1 } })`, "does not exist in type"],
  ["a pipeline that it does not have", `run("tieds")`, "is not assignable to"],
])("refuses %s, with line and column, before the cell runs", async (_, code, message) => {
  const { reply } = await kernel.execute(`import { node, run, params } from "trackside/project";
globalThis.ran = true;
const countRows = (rows: { height_m: number }[]) => rows.length;
const countShips = (rows: { ships: number }[]) => rows.length;
${code};`);
  expect(reply["ename"]).toBe("TypeScriptError");
  expect(reply["evalue"]).toMatch(/^5:\d+ - /);
  expect((reply["traceback"] as string[]).join("\n")).toContain(message);
  const { outputs } = await kernel.execute("globalThis.ran");
  expect(outputs).toEqual([]);
});
