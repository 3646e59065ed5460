import { execFile } from "node:child_process";
import { readFileSync } from "node:fs";
import { join, resolve } from "node:path";
import { promisify } from "node:util";
import { TemporaryProject } from "../../support/temporary-project";

const execute = promisify(execFile);

const repository = resolve(__dirname, "..", "..", "..");
const command = join(repository, "kernel-helpers", "bin", "trackside.js");

/** Runs `trackside typegen`, in the project's folder as a person does. */
async function typegen(folder: string, ...options: string[]): Promise<string> {
  const { stdout } = await execute(process.execPath, [command, "typegen", ...options], { cwd: folder });
  return stdout;
}

let project: TemporaryProject;

afterEach(() => project.dispose());

const start = (files: Readonly<Record<string, string>>) => {
  project = new TemporaryProject({ "conf/base/catalog.yml": "", ...files });
};

const written = () => readFileSync(join(project.root, "trackside-project.ts"), "utf8");

describe("what nodes make", () => {
  const nodes = `
export const clean = async (ships: { id: string }[]) => ships;
export const split = (ships: { id: string }[]): [{ id: string }[], number] => [ships, 1];
export const score = () => ({ accuracy: 1, "per kind": {} });
`;
  const pipeline = `import { node, pipeline } from "../../trackside-project";
import { clean, score, split } from "./nodes";
export const createPipeline = () => pipeline([
  node(clean, "ships", "clean_ships"),
  node(split, "clean_ships", ["train", "rest"]),
  node(score, null, { accuracy: "accuracy", "per kind": "kinds" }),
  node((train: object[]) => train.length, "train", "size", { name: "size" }),
]);
`;

  it("is what their functions return, whatever lies in the file", async () => {
    start({
      "conf/base/catalog.yml":
        "ships: {type: csv, filepath: ships.csv}\nclean_ships: {type: csv, filepath: clean.csv}\n",
      "ships.csv": "id\na\n",
      "clean.csv": "n\n1\n",
      "pipelines/harbour/nodes.ts": nodes,
      "pipelines/harbour/pipeline.ts": pipeline,
    });
    // Its pipeline cannot be loaded before the module is there.
    const printed = await typegen(project.root);
    expect(printed).toBe("trackside-project.ts written: 7 datasets\n  size: of unknown type\n");
    const text = written();
    const made = (name: string) => `MadeBy<typeof import("./pipelines/harbour/nodes").${name}>`;
    expect(text).toContain(`  clean_ships: ${made("clean")};\n`);
    expect(text).toContain(`  train: ${made("split")}[0];\n`);
    expect(text).toContain(`  rest: ${made("split")}[1];\n`);
    expect(text).toContain(`  accuracy: ${made("score")}["accuracy"];\n`);
    expect(text).toContain(`  kinds: ${made("score")}["per kind"];\n`);
    expect(text).toContain(`  size: unknown;\n`);
    expect(text).toContain("/** csv clean.csv, made by clean */\n  clean_ships:");
    expect(text).toContain('pipelines: "__default__" | "harbour";');
  });

  it("does not make a name known that a node only takes", async () => {
    start({
      "pipelines/harbour/pipeline.ts": `import { node } from "trackside";
export const pipeline = node((n: number) => n, "hieghts", "n", { name: "n" });`,
    });
    await typegen(project.root);
    expect(written()).not.toContain("hieghts");
  });
});

it("fails a check where the module is not up to date, and says what to do", async () => {
  start({});
  await expect(typegen(project.root, "--check")).rejects.toMatchObject({
    code: 1,
    stdout: "trackside-project.ts is stale: run trackside typegen\n",
  });
  await typegen(project.root);
  expect(await typegen(project.root, "--check")).toBe("trackside-project.ts is up to date: 0 datasets\n");
});

it("finds the example's module up to date", async () => {
  start({});
  const example = join(repository, "examples", "harbour-arrivals");
  expect(await typegen(example, "--check")).toBe("trackside-project.ts is up to date: 11 datasets\n");
});
